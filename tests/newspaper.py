from tests.factories import (
    moment,
    person,
    photo,
    published_article,
    published_photo_essay,
    quote,
    section,
)


def newspaper() -> dict[str, str]:
    """A paper with one of everything; name of each kind of public page to its address."""
    since = moment(2026, 7, 1, 9)
    town = section("Town")
    maud = person("Maud Tarrant", biography="Maud reports on the river.")
    aitzol = person("Aitzol Berasategi")
    picture = photo(photographer=aitzol)
    said = quote(speaker=person("Tobias Renn"))
    published_article(
        "The weir is mended",
        section=town,
        by=[maud],
        tags=["River"],
        lead_photo=picture,
        quotes=[said],
        live_from=since,
    )
    essay = published_photo_essay(by=[aitzol], lead_photo=picture, live_from=since)
    return {
        "front page": "/",
        "about": "/about/",
        "article": "/2026/07/the-weir-is-mended/",
        "photo essay": essay.get_absolute_url(),
        "frame": f"{essay.get_absolute_url()}photos/2/",
        "latest": "/latest/",
        "photo essays": "/photo-essays/",
        "section": "/sections/town/",
        "tags": "/tags/",
        "tag": "/tags/river/",
        "people": "/people/",
        "person": "/people/maud-tarrant/",
        "quotes": "/quotes/",
        "quote": said.get_absolute_url(),
        "search": "/search/?q=weir",
        "feeds": "/feeds/",
        "feed": "/feed/",
        "section feed": "/sections/town/feed/",
        "tag feed": "/tags/river/feed/",
        "person feed": "/people/maud-tarrant/feed/",
        "sitemap": "/sitemap.xml",
        "sitemap of articles": "/sitemap-articles.xml",
        "news sitemap": "/news-sitemap.xml",
        "robots": "/robots.txt",
    }

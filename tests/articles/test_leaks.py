"""What is not published shows nowhere: not on a page, in a feed, a sitemap or a search."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from taggit.models import Tag

from articles import publishing
from articles.models import (
    Article,
    Byline,
    Person,
    PhotoBlock,
    PullQuoteBlock,
    Quote,
    TextBlock,
)
from tests import factories
from tests.factories import moment
from tests.newspaper import newspaper

pytestmark = pytest.mark.django_db

SECRET = "wombat"
LINK = re.compile(r'(?:href="|<loc>|<link>)(?:http://testserver)?(/[^"#<]*)')
ELSEWHERE = ("/static/", "/media/", "/donate/")
QUESTIONS = ["wombat", "wombt", '"the wombat"', "bridge wombat", "womb"]


def walk(client, start):
    """Every page that can be reached by links, feeds and sitemaps, with what it says."""
    texts, waiting = {}, list(start)
    while waiting:
        address = waiting.pop()
        if address in texts or address.startswith(ELSEWHERE):
            continue
        response = client.get(address)
        assert response.status_code == 200, address
        texts[address] = response.text + str(response.headers)
        waiting += [link.replace("&amp;", "&") for link in LINK.findall(response.text)]
    return texts


def pages_with(texts, word):
    return {address for address, text in texts.items() if word in text.lower()}


def secret_article(headline, **fields):
    """Not yet published; all that it has is its own and secret."""
    number = Article.objects.count()
    person = factories.person(f"Wombat Writer {number}", role="wombat keeper")
    speaker = factories.person(f"Wombat Speaker {number}")
    photo = factories.photo(
        made=False,
        headline="A wombat",
        alternative_text="A wombat",
        caption="A wombat.",
        credit="Photograph: Wombat",
        photographer=factories.person(f"Wombat Photographer {number}"),
    )
    defaults = {
        "standfirst": "All about the wombat.",
        "kicker": "Wombat",
        "body": "<p>The wombat came.</p>",
        "by": [person],
        "tags": [f"wombat {number}"],
        "lead_photo": photo,
        "photos": [photo],
        "quotes": [factories.quote("A wombat, I swear.", speaker=speaker)],
    }
    return factories.article(headline, **defaults | fields)


def change(article):
    """Everything of a working copy, on the way to its next edition."""
    article.headline, article.standfirst = "The wombat is mended", "A wombat at the weir."
    article.kicker, article.slug = "Wombat", "the-wombat-is-mended"
    article.save()
    article.tags.add("wombat news")
    photo = factories.photo(made=False, caption="Wombat.", alternative_text="Wombat")
    quote = factories.quote("Wombat!", speaker=factories.person("Wombat Warden"))
    Byline.objects.create(article=article, person=factories.person("Wombat Reporter"))
    for block in (
        TextBlock(html="<p>Wombat.</p>"),
        PhotoBlock(photo=photo),
        PullQuoteBlock(quote=quote),
    ):
        block.parent_id, block.region, block.ordering = article.pk, "body", 99
        block.save()


@pytest.fixture
def paper(time_machine):
    """Live pages with one of everything; their addresses."""
    time_machine.move_to(moment(2026, 7, 2, 12), tick=False)
    return list(newspaper().values())


def a_draft():
    secret_article("The wombat")


def an_edit_of_a_live_story():
    change(Article.objects.get(slug="the-weir-is-mended"))


def an_edit_of_a_live_essay():
    change(Article.objects.get(format="photo_essay"))


def a_scheduled_story():
    publishing.schedule(secret_article("The wombat"), timezone.now() + timedelta(hours=1))


def a_scheduled_edition_of_a_live_story():
    article = Article.objects.get(slug="the-weir-is-mended")
    change(article)
    publishing.schedule(article, timezone.now() + timedelta(hours=1))


def a_cancelled_story():
    article = secret_article("The wombat")
    publishing.schedule(article, timezone.now() + timedelta(hours=1))
    publishing.unschedule(article)


def a_withdrawn_story():
    article = secret_article("The wombat")
    publishing.publish(article, at=timezone.now() - timedelta(hours=1))
    publishing.withdraw(article)


def an_expired_story():
    now = timezone.now()
    article = secret_article("The wombat")
    publishing.publish(article, at=now - timedelta(hours=2), off_at=now - timedelta(hours=1))


def an_older_edition_of_a_live_story():
    article = secret_article("The wombat", slug="the-marsupial")
    publishing.publish(article, at=timezone.now() - timedelta(hours=1))
    article.headline, article.standfirst, article.kicker = "The marsupial", "", ""
    article.lead_photo = None
    article.save()
    article.tags.clear()
    Byline.objects.filter(article=article).update(person=factories.person("Maud Weir"))
    PhotoBlock.objects.filter(parent=article).delete()
    PullQuoteBlock.objects.filter(parent=article).delete()
    TextBlock.objects.filter(parent=article).update(html="<p>It went.</p>")
    publishing.publish(article)


def an_essay_that_a_live_story_points_at():
    photo = factories.photo(made=False, caption="A wombat.")
    essay = factories.photo_essay("The wombat", lead_photo=photo, photos=[photo])
    factories.published_article("With a teaser", essays=[essay])


def records_that_nothing_uses():
    person = factories.person("Wombat", biography="wombat", portrait=factories.photo(made=False))
    factories.photo(made=False, caption="A wombat.", photographer=person)
    factories.quote("A wombat.", speaker=person)
    Tag.objects.create(name="wombat")


def a_preview():
    publishing.preview(secret_article("The wombat"))


SECRETS = [
    a_draft,
    an_edit_of_a_live_story,
    an_edit_of_a_live_essay,
    a_scheduled_story,
    a_scheduled_edition_of_a_live_story,
    a_cancelled_story,
    a_withdrawn_story,
    an_expired_story,
    an_older_edition_of_a_live_story,
    an_essay_that_a_live_story_points_at,
    records_that_nothing_uses,
    a_preview,
]


each_secret = pytest.mark.parametrize("make", SECRETS, ids=lambda make: make.__name__)


@each_secret
def test_what_is_not_live_shows_on_no_page(client, paper, make):
    make()

    texts = walk(client, paper)

    assert pages_with(texts, SECRET) == set()
    assert texts.keys() >= set(paper)


@each_secret
def test_what_is_not_live_is_not_found_by_searching(client, paper, make):
    make()

    found = [client.get("/search/", {"q": question}).context for question in QUESTIONS]

    assert [context["page_obj"].paginator.count for context in found] == [0] * len(QUESTIONS)
    assert [context["suggestion"] for context in found] == [None] * len(QUESTIONS)


@each_secret
def test_what_is_not_live_does_not_answer_at_its_own_address(client, paper, make):
    make()
    tags = Tag.objects.filter(slug__startswith=SECRET)
    people = Person.objects.filter(slug__startswith=SECRET)
    quotes = Quote.objects.filter(text__icontains=SECRET)
    articles = Article.objects.filter(slug__contains=SECRET).exclude(
        editions__slug__contains=SECRET
    )
    addresses = [
        *(f"/tags/{tag.slug}/{end}" for tag in tags for end in ("", "feed/")),
        *(f"/people/{person.slug}/{end}" for person in people for end in ("", "feed/")),
        *(quote.get_absolute_url() for quote in quotes),
        *(f"/2026/07/{article.slug}/{end}" for article in articles for end in ("", "photos/1/")),
    ]

    statuses = {address: client.get(address).status_code for address in addresses}

    assert statuses == dict.fromkeys(addresses, 404)


def test_the_same_story_shows_everywhere_once_it_is_published(client, paper):
    edition = publishing.publish(secret_article("The wombat"))
    quote = Quote.objects.get(text__icontains=SECRET)

    texts = walk(client, paper)

    assert pages_with(texts, SECRET) >= {
        "/",
        "/latest/",
        "/feed/",
        "/sections/town/",
        "/sections/town/feed/",
        "/tags/",
        "/tags/wombat-2/",
        "/tags/wombat-2/feed/",
        "/people/",
        "/people/wombat-writer-2/",
        "/people/wombat-writer-2/feed/",
        "/people/wombat-photographer-2/",
        "/people/wombat-speaker-2/",
        "/quotes/",
        quote.get_absolute_url(),
        edition.get_absolute_url(),
        "/sitemap-articles.xml",
        "/news-sitemap.xml",
    }


def test_the_same_story_is_found_by_searching_once_it_is_published(client, paper):
    publishing.publish(secret_article("The wombat at the bridge"))

    found = [client.get("/search/", {"q": question}).context for question in QUESTIONS]

    assert [context["page_obj"].paginator.count for context in found] == [1, 0, 1, 1, 0]
    assert found[1]["suggestion"] == "wombat"

import re

import pytest
from pytest_django.asserts import assertInHTML

from articles import publishing
from tests import factories

pytestmark = pytest.mark.django_db

PERSON_LINK = re.compile(r'href="(/people/[^"/]+/)"')


def names(response):
    return [person.name for person in response.context["page_obj"]]


def test_directory_has_everybody_who_is_credited_or_quoted(client):
    writer, photographer = factories.person("Yusra Hallam"), factories.person("Ana Ruiz")
    speaker = factories.person("Doris Weir")
    factories.person("Nobody Yet")
    factories.published_article(
        by=[writer],
        photos=[factories.photo(photographer=photographer)],
        quotes=[factories.quote(speaker=speaker)],
    )

    response = client.get("/people/")

    assert names(response) == ["Ana Ruiz", "Doris Weir", "Yusra Hallam"]


def test_each_person_that_an_essay_links_to_has_a_page(client):
    photographer, writer = factories.person("Ana Ruiz"), factories.person("Yusra Hallam")
    frame = factories.photo(photographer=photographer)
    edition = factories.published_photo_essay(by=[writer], photos=[frame])
    links = set(PERSON_LINK.findall(client.get(edition.get_absolute_url()).text))

    found = {link: client.get(link).status_code for link in links}

    assert found == {"/people/ana-ruiz/": 200, "/people/yusra-hallam/": 200}


def test_person_has_stories_photographs_and_quotes_on_one_page(client):
    person = factories.person("Ana Ruiz", role="Photographer", biography="Born by the weir.")
    other = factories.person("Yusra Hallam")
    photo = factories.photo(photographer=person, caption="The mill.")
    factories.published_article("Hers", by=[person])
    factories.published_article(
        "His", by=[other], photos=[photo], quotes=[factories.quote("I row.", speaker=person)]
    )

    response = client.get("/people/ana-ruiz/")

    assertInHTML('<h1 class="page-title" id="name">Ana Ruiz</h1>', response.text, 1)
    assertInHTML('<p class="kicker">Photographer</p>', response.text, 1)
    assertInHTML("<p>Born by the weir.</p>", response.text, 1)
    assert [edition.headline for edition in response.context["page_obj"]] == ["Hers"]
    assert [photo["caption"] for photo in response.context["photographs"]] == ["The mill."]
    assert [quote.text for quote in response.context["quotes"]] == ["I row."]


def test_photograph_that_two_stories_use_stands_once_on_its_photographers_page(client):
    photo = factories.photo(photographer=factories.person("Ana Ruiz"))
    factories.published_article(lead_photo=photo, photos=[photo])
    factories.published_photo_essay(lead_photo=photo)

    photographs = client.get("/people/ana-ruiz/").context["photographs"]

    assert [photograph["id"] for photograph in photographs] == [photo.pk]


def test_portrait_stands_beside_the_name(client):
    portrait = factories.photo(alternative_text="Ana at the oars")
    person = factories.person("Ana Ruiz", portrait=portrait)
    factories.published_article(by=[person])

    page = client.get("/people/ana-ruiz/").text

    assert page.count('alt="Ana at the oars"') == 1


def test_person_without_portrait_has_a_seal(client):
    factories.published_article(by=[factories.person("Ana Maria Ruiz")])

    page = client.get("/people/ana-maria-ruiz/").text

    assertInHTML('<span class="seal seal--large" aria-hidden="true">AR</span>', page, 1)


def test_person_whose_only_story_is_withdrawn_is_not_found(client):
    article = factories.published_article(by=[factories.person("Ana Ruiz")]).article
    before = client.get("/people/ana-ruiz/").status_code
    publishing.withdraw(article)

    after = client.get("/people/ana-ruiz/").status_code

    assert (before, after) == (200, 404)

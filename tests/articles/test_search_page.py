import pytest
from django.db import connection

from tests.factories import published_article

pytestmark = pytest.mark.django_db


def test_queries_are_as_many_for_one_hit_as_for_twenty(client, django_assert_num_queries):
    queries = {"sqlite": 7, "postgresql": 8}[connection.vendor]
    published_article("Weir")

    with django_assert_num_queries(queries):
        client.get("/search/?q=weir")
    for _ in range(19):
        published_article("Weir")
    with django_assert_num_queries(queries):
        client.get("/search/?q=weir")


def test_page_shows_hits_and_counts_them(client):
    published_article("The weir & the mill")

    page = client.get("/search/", {"q": "weir"})

    assert page.status_code == 200
    assert [hit.headline_html for hit in page.context["page_obj"]] == [
        "The <mark>weir</mark> &amp; the mill"
    ]
    assert "The <mark>weir</mark> &amp; the mill" in page.text
    assert "1 result" in page.text


def test_page_asks_did_you_mean(client):
    published_article("The weir")

    page = client.get("/search/", {"q": "wier"})

    assert 'Did you mean <a href="/search/?q=weir"><b>weir</b></a>?' in page.text


def test_page_shows_twenty_hits_and_ends_with_the_last_page(client):
    for _ in range(21):
        published_article("Weir")

    lengths = [
        len(client.get(f"/search/?q=weir{page}").context["page_obj"]) for page in ("", "&page=2")
    ]

    assert lengths == [20, 1]
    assert client.get("/search/?q=weir&page=3").status_code == 404


@pytest.mark.parametrize(
    "text", ["", "\0", "weir\0", '"', "AND", "a:b", "🙂", "x" * 10_000, "%", "<script>", "\ud800"]
)
def test_page_answers_every_question(client, text):
    page = client.get("/search/", {"q": text.encode("utf-8", "surrogatepass")})

    assert page.status_code == 200
    assert "<script>" not in page.text


def test_page_is_kept_out_of_indexes(client):
    page = client.get("/search/?q=weir")

    assert '<meta name="robots" content="noindex, follow">' in page.text

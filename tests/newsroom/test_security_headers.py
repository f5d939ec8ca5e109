import re

import pytest
from django.test import Client

from articles import publishing
from tests.factories import moment, published_article
from tests.newspaper import newspaper

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def responses(client):
    """Every kind of page, and every kind of refusal."""
    pages = {name: client.get(address) for name, address in newspaper().items()}
    withdrawn = published_article("Withdrawn", live_from=moment(2026, 7, 1))
    publishing.withdraw(withdrawn.article)
    strict = Client(enforce_csrf_checks=True)
    refusals = {
        301: client.get("/latest"),
        400: client.get("/", headers={"Host": "elsewhere.example"}),
        403: strict.post("/donate/", {"amount": "20"}),
        404: client.get("/nothing/"),
        405: client.post("/"),
        410: client.get(withdrawn.get_absolute_url()),
    }
    assert {status: page.status_code for status, page in refusals.items()} == {
        status: status for status in refusals
    }
    return pages | refusals | {"donate": client.get("/donate/")}


def policy(response):
    directives = response["Content-Security-Policy"].split(";")
    return dict(directive.strip().split(" ", 1) for directive in directives)


def test_every_response_has_the_public_policy(responses):
    found = {name: policy(response) for name, response in responses.items()}

    assert found == dict.fromkeys(responses, POLICY)


@pytest.mark.parametrize("header", HEADERS)
def test_every_response_has_the_headers_that_browsers_heed(responses, header):
    found = {name: response.get(header) for name, response in responses.items()}

    assert found == dict.fromkeys(responses, HEADERS[header])


def test_pages_ask_for_no_power_of_the_device(responses):
    found = {response["Permissions-Policy"] for response in responses.values()}

    assert len(found) == 1
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(found.pop().split(", "))


def test_pages_have_nothing_that_the_policy_would_stop(responses):
    inline = re.compile(
        r'<style|<script(?! type="application/ld\+json")(?![^>]* src=)'
        r"|\sstyle=|\son[a-z]+=|javascript:"
    )

    found = {name: inline.findall(response.text) for name, response in responses.items()}

    assert {name: stopped for name, stopped in found.items() if stopped} == {}


def test_pages_load_nothing_from_elsewhere(responses):
    loaded = re.compile(
        r'<link rel="(?:stylesheet|icon|preload|apple-touch-icon)"[^>]* href="([^"]+)"'
        r'|<(?:img|script|source|iframe)[^>]* src(?:set)?="([^"]+)"'
    )
    html = {
        name: response.text
        for name, response in responses.items()
        if response.get("Content-Type", "").startswith("text/html")
    }

    found = {
        name: ["".join(addresses) for addresses in loaded.findall(text)]
        for name, text in html.items()
    }

    assert len(found["article"]) > 5
    assert {address[0] for addresses in found.values() for address in addresses} == {"/"}
    assert {address[1] == "/" for addresses in found.values() for address in addresses} == {False}


def test_refusals_are_pages_of_the_paper(responses):
    statuses = [400, 403, 404, 405, 410]

    pages = [responses[status] for status in statuses]

    assert [page["Content-Type"] for page in pages] == ["text/html; charset=utf-8"] * 5
    assert ['<main id="content"' in page.text for page in pages] == [True] * 5
    assert [len(re.findall("<h1", page.text)) for page in pages] == [1] * 5
    assert ['content="noindex' in page.text for page in pages] == [True] * 5


def test_no_public_page_has_a_nonce(responses):
    assert {name: "nonce" in page.text for name, page in responses.items()} == dict.fromkeys(
        responses, False
    )


def test_desk_may_run_its_own_scripts_and_set_styles(admin_client):
    found = policy(admin_client.get("/desk/articles/article/add/"))

    assert re.fullmatch(r"'self' 'nonce-[\w+/=-]+'", found["script-src"])
    assert found["style-src"] == "'self' 'unsafe-inline'"
    assert {name: found[name] for name in ("default-src", "base-uri", "frame-ancestors")} == (
        dict.fromkeys(("default-src", "base-uri", "frame-ancestors"), "'none'")
    )


def test_failure_says_so_without_the_database(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the weir broke")

    monkeypatch.setattr("newsroom.views.FrontPage", fail)
    client.raise_request_exception = False

    response = client.get("/")

    assert response.status_code == 500
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert policy(response) == POLICY
    assert len(re.findall("<h1", response.text)) == 1


def test_https_site_insists_on_https(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000

    response = client.get("/robots.txt", secure=True)

    assert response["Strict-Transport-Security"].startswith("max-age=31536000")

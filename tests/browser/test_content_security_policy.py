import pytest

from tests.browser.paper import paper

pytestmark = pytest.mark.browser


def test_breach_would_be_noticed(page, watch):
    page.goto("/about/")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://far.example/'}))")
    page.wait_for_timeout(200)

    assert "img-src https://far.example/" in " ".join(watch.breaches)


def test_public_pages_keep_to_the_policy(page, watch):
    for address in paper().pages.values():
        page.goto(address)

    assert watch.complaints == []

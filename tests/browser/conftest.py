"""Chromium, the newsroom it is pointed at, and who sits at the keyboard."""

import os
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import connections
from PIL import Image
from playwright.sync_api import expect

from articles.roles import ROLES, make_groups
from tests.browser.watch import Watch
from tests.staff import desk_of, member_of

# Everything runs on one machine, which may have other work as well.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {
        "executable_path": os.environ["CHROMIUM"],
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "en-GB", "viewport": {"width": 1280, "height": 1600}}


@pytest.fixture(scope="session")
def base_url(live_server):
    return live_server.url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite in a file: the server's threads then have connections of their own, as in earnest."""
    for connection in connections.all():
        if connection.vendor == "sqlite":
            folder = tmp_path_factory.mktemp("database")
            connection.settings_dict["TEST"]["NAME"] = str(folder / "newsroom.sqlite3")


@pytest.fixture(autouse=True)
def _groups(transactional_db):
    """Each test ends with empty tables, and the groups were made by a migration."""
    make_groups(apps, ROLES)


@pytest.fixture
def watch(context, base_url):
    return Watch(context, base_url)


@pytest.fixture
def editor():
    return member_of("Editor", username="ines", first_name="Ines", password="the weir in low water")


@pytest.fixture
def desk(page, editor, base_url):
    """A page on which an editor is logged in."""
    log_in(page, editor, base_url)
    return page


@pytest.fixture
def reader(browser, base_url):
    """A page of somebody else, who has no JavaScript."""
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def picture(tmp_path):
    """A file as a photographer sends it."""
    path = tmp_path / "DSC_0417.jpg"
    Image.linear_gradient("L").resize((1600, 1067)).convert("RGB").save(path, quality=80)
    return path


def log_in(page, user, base_url):
    """As the login form does, in less time."""
    cookies = [
        {
            "name": cookie.key,
            "value": cookie.value,
            "domain": urlsplit(base_url).hostname,
            "path": cookie["path"],
        }
        for cookie in desk_of(user).cookies.values()
    ]
    page.context.add_cookies(cookies)

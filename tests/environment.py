"""The environment that the tests run in, whatever a developer's shell and .env say.

A pytest plug-in (see addopts in pyproject.toml), since the settings are read before any conftest.
TEST_DATABASE_URL chooses the database, CHROMIUM the browser.
"""

import os
import shutil
import tempfile

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = (
    "no Chromium found; install one (Debian: apt install chromium) or name it with CHROMIUM=/path"
)

var = tempfile.TemporaryDirectory(prefix="newsroom-tests-")
os.mkdir(os.path.join(var.name, "static"))

for name in ("MEDIA_ROOT", "ORIGINALS_ROOT", "LOG_LEVEL", "HSTS_SECONDS", "CSRF_TRUSTED_ORIGINS"):
    os.environ.pop(name, None)
for name in [name for name in os.environ if name.startswith("S3_")]:
    del os.environ[name]

os.environ |= {
    "READ_DOT_ENV": "false",
    "SECRET_KEY": "only-for-tests-" * 4,
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DEBUG": "false",
    "DEMO": "false",
    "VAR_DIR": var.name,
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", f"sqlite:///{var.name}/db.sqlite3"),
    "CACHE_URL": "locmem://",
    "TASKS_BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
    "EMAIL_URL": "memory:",
    "DEFAULT_FROM_EMAIL": "newsroom@testserver",
    "TIME_ZONE": "Europe/London",
    "LANGUAGE_CODE": "en-gb",
    "CURRENCY": "GBP",
    # Playwright's event loop stands in the thread that also asks the database.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}
chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
if chromium:
    os.environ["CHROMIUM"] = chromium


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not chromium:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if any(NO_BROWSER in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(f"Browser tests were skipped: {NO_BROWSER}.")


def pytest_unconfigure() -> None:
    var.cleanup()

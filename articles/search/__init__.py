"""Search over live stories: SQLite's FTS5 or PostgreSQL's tsvector, whichever holds the site.

Both know the same four fields, stem English and see no difference between e and é. What a reader
typed never reaches the database as a query: it is taken apart into words, and each is quoted.
"""

from datetime import datetime
from types import ModuleType

from django.db import connection
from django.db.models import Model

from articles.models import Edition, Section
from articles.search import postgresql, spelling, sqlite
from articles.search.hits import Hits
from articles.search.questions import Question

__all__ = ["index", "search", "suggestion"]


def _backend() -> ModuleType:
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def index(edition: Edition) -> None:
    """Put an edition into the index or renew it, and drop those of its article that are over.

    An edition whose hour has passed never comes back: left in, its words would count twice.
    """
    editions = edition.article.editions
    current = editions.live_or_due()
    _backend().drop(editions.exclude(pk__in=current.values("pk")))
    if current.filter(pk=edition.pk).exists():
        _backend().put(edition)
        spelling.learn(edition)


def search(
    text: str,
    section: Section | None = None,
    tag: Model | None = None,
    since: datetime | None = None,
    at: datetime | None = None,
) -> Hits:
    """Live editions with all the words of `text`, best first; `since` is a first publication."""
    editions = Edition.objects.live(at)
    if section:
        editions = editions.in_section(section)
    if tag:
        editions = editions.tagged(tag)
    if since:
        editions = editions.filter(first_published_at__gte=since)
    return Hits(_backend(), Question(text), editions)


def suggestion(text: str) -> str | None:
    """`text` with its unknown words spelt like known ones, if readers would find something."""
    better = spelling.mended(Question(text))
    return better if better and search(better).count() else None

"""FTS5: one row an edition in `articles_search`, its rowid the edition's key."""

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.markup import FOUND_END, FOUND_START
from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.search.text import fields_of

SNIPPET_WORDS = 32
# Headline, standfirst, tags, body; the smaller the better.
RANK = "bm25(articles_search, 10.0, 5.0, 3.0, 1.0)"


def put(edition: Edition) -> None:
    _run(
        "INSERT OR REPLACE INTO articles_search (rowid, headline, standfirst, tags, body)"
        " VALUES (%s, %s, %s, %s, %s)",
        [edition.pk, *fields_of(edition)],
    )


def drop(editions: EditionQuerySet) -> None:
    keys, values = editions.order_by().values("pk").query.sql_with_params()
    _run(f"DELETE FROM articles_search WHERE rowid IN ({keys})", values)


def nth_newest(expression: str, editions: EditionQuerySet, n: int) -> int | None:
    """The key of the nth newest match, counted from 0; None when there are not so many."""
    where, values = _matching(expression, editions, 0)
    rows = _rows(
        f"SELECT rowid FROM articles_search {where} ORDER BY rowid DESC LIMIT 1 OFFSET %s",
        [*values, n],
    )
    return rows[0][0] if rows else None


def count(expression: str, editions: EditionQuerySet, first: int) -> int:
    where, values = _matching(expression, editions, first)
    return _rows(f"SELECT count(*) FROM articles_search {where}", values)[0][0]


def ranked(expression: str, editions: EditionQuerySet, first: int, wanted: slice) -> list[int]:
    where, values = _matching(expression, editions, first)
    start = wanted.start or 0
    length = -1 if wanted.stop is None else max(0, wanted.stop - start)
    rows = _rows(
        f"SELECT rowid FROM articles_search {where} ORDER BY {RANK}, rowid DESC LIMIT %s OFFSET %s",
        [*values, length, start],
    )
    return [key for (key,) in rows]


def marked(expression: str, keys: list[int]) -> dict[int, tuple[str, str, str]]:
    """Headline, standfirst and a piece of the body, with the found words between markers."""
    places = ", ".join(["%s"] * len(keys))
    rows = _rows(
        "SELECT rowid, highlight(articles_search, 0, %s, %s),"
        " highlight(articles_search, 1, %s, %s),"
        " snippet(articles_search, 3, %s, %s, '…', %s)"
        f" FROM articles_search WHERE articles_search MATCH %s AND rowid IN ({places})",
        [*[FOUND_START, FOUND_END] * 3, SNIPPET_WORDS, expression, *keys],
    )
    return {key: found for key, *found in rows}


def _matching(expression: str, editions: EditionQuerySet, first: int) -> tuple[str, list]:
    """The condition that a row matches and is one of the editions, with its values."""
    this = editions.order_by().filter(pk=RawSQL("articles_search.rowid", ()))
    exists, values = this.values("pk").query.sql_with_params()
    return (
        f"WHERE articles_search MATCH %s AND rowid >= %s AND EXISTS ({exists})",
        [expression, first, *values],
    )


def _run(sql: str, values: tuple | list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _rows(sql: str, values: tuple | list = ()) -> list[tuple]:
    with connection.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()

"""tsvector: the column `search_words` of the editions' table, which the model does not know."""

import re

from django.db import connection
from django.db.models import BooleanField, FloatField
from django.db.models.expressions import RawSQL

from articles.markup import FOUND_END, FOUND_START
from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.search.text import ACCENTED, MARKERS, PLAIN, fields_of, folded

COLUMN = "articles_edition.search_words"
QUERY = "websearch_to_tsquery('english', %s)"
# Body, tags, standfirst, headline; the larger the better. 1: a long body counts for less.
RANK = f"ts_rank('{{0.1, 0.3, 0.5, 1.0}}', {COLUMN}, {QUERY}, 1)"
MARKS = f"StartSel={FOUND_START}, StopSel={FOUND_END}"
WHOLE = f"{MARKS}, HighlightAll=true"
PIECE = f"{MARKS}, MaxWords=32, MinWords=20, ShortWord=2"


def put(edition: Edition) -> None:
    # Its parser keeps addresses and words with hyphens whole; we want their parts found.
    texts = [re.sub(r"[\W_]+", " ", folded(text)) for text in fields_of(edition)]
    vectors = [f"setweight(to_tsvector('english', %s), '{weight}')" for weight in "ABCD"]
    _run(
        f"UPDATE articles_edition SET search_words = {' || '.join(vectors)} WHERE id = %s",
        [*texts, edition.pk],
    )


def drop(editions: EditionQuerySet) -> None:
    keys, values = editions.order_by().values("pk").query.sql_with_params()
    _run(f"UPDATE articles_edition SET search_words = NULL WHERE id IN ({keys})", values)


def size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_edition WHERE search_words IS NOT NULL")
        return cursor.fetchone()[0]


def newest_from(expression: str, editions: EditionQuerySet, newest: int, enough: int) -> int:
    """The key of the oldest of the `newest` matches if there are more than `enough`, else 0."""
    keys = _matching(expression, editions, 0).order_by("-pk").values_list("pk", flat=True)
    if not keys[enough : enough + 1]:
        return 0
    return keys[newest - 1]


def count(expression: str, editions: EditionQuerySet, first: int) -> int:
    return _matching(expression, editions, first).count()


def ranked(expression: str, editions: EditionQuerySet, first: int, wanted: slice) -> list[int]:
    rank = RawSQL(RANK, [folded(expression)], output_field=FloatField())
    found = _matching(expression, editions, first).annotate(rank=rank).order_by("-rank", "-pk")
    return list(found.values_list("pk", flat=True)[wanted])


def marked(expression: str, keys: list[int]) -> dict[int, tuple[str, str, str]]:
    """Headline, standfirst and a piece of the body, with the found words between markers."""
    texts, values = [], []
    for column, how in (("headline", WHOLE), ("standfirst", WHOLE), ("body_text", PIECE)):
        # Accents are folded, and markers cut: `translate` drops what has no counterpart.
        plain = f"translate({column}, %s, %s)"
        texts += [column, f"ts_headline('english', {plain}, {QUERY}, %s)"]
        values += [ACCENTED + FOUND_START + FOUND_END, PLAIN, folded(expression), how]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {', '.join(texts)} FROM articles_edition WHERE id = ANY(%s)",
            [*values, keys],
        )
        return {
            key: tuple(_unfolded(*pair) for pair in zip(row[::2], row[1::2], strict=True))
            for key, *row in cursor.fetchall()
        }


def _unfolded(text: str, excerpt: str) -> str:
    """The excerpt of the folded text with the accents of the text, and dots where it is cut.

    PostgreSQL leaves out what it takes for a tag; then the excerpt stays as it is.
    """
    text = text.translate(MARKERS)
    bare = excerpt.translate(MARKERS)
    start = folded(text).find(bare)
    if start < 0:
        return excerpt
    letters = iter(text[start:])
    whole = "".join(mark if mark in (FOUND_START, FOUND_END) else next(letters) for mark in excerpt)
    before = "…" if start else ""
    after = "…" if start + len(bare) < len(text.rstrip()) else ""
    return f"{before}{whole}{after}"


def _matching(expression: str, editions: EditionQuerySet, first: int) -> EditionQuerySet:
    match = RawSQL(f"{COLUMN} @@ {QUERY}", [folded(expression)], output_field=BooleanField())
    return editions.order_by().filter(match, pk__gte=first)


def _run(sql: str, values: tuple | list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)

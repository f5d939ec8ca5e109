"""tsvector: the column `search_words` of the editions' table, which the model does not know."""

from string import punctuation

from django.db import connection
from django.db.models import BooleanField, FloatField
from django.db.models.expressions import RawSQL

from articles.markup import FOUND_END, FOUND_START
from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.search.text import ACCENTS, MARKERS, fields_of

COLUMN = "articles_edition.search_words"
QUERY = "websearch_to_tsquery('english', %s)"
# Body, tags, standfirst, headline; the larger the better. 1: a long body counts for less.
RANK = f"ts_rank('{{0.1, 0.3, 0.5, 1.0}}', {COLUMN}, {QUERY}, 1)"
MARKS = f"StartSel={FOUND_START}, StopSel={FOUND_END}"
WHOLE = f"{MARKS}, HighlightAll=true"
PIECE = f"{MARKS}, MaxFragments=1, MaxWords=32, MinWords=16"
# Fewer characters than this are not worth cutting.
EDGE = 40
# Its parser takes some of what we print for tags and addresses and keeps them whole.
FOLDED = ACCENTS | dict.fromkeys(map(ord, punctuation), " ")
EXCERPTS = f"""
    SELECT
        ts_headline('english', headline, {QUERY}, %s),
        ts_headline('english', standfirst, {QUERY}, %s),
        ts_headline('english', body, {QUERY}, %s)
    FROM unnest(%s::text[], %s::text[], %s::text[])
        WITH ORDINALITY AS texts (headline, standfirst, body, place)
    ORDER BY place
"""


def put(edition: Edition) -> None:
    texts = [text.translate(FOLDED) for text in fields_of(edition)]
    vectors = [f"setweight(to_tsvector('english', %s), '{weight}')" for weight in "ABCD"]
    _run(
        f"UPDATE articles_edition SET search_words = {' || '.join(vectors)} WHERE id = %s",
        [*texts, edition.pk],
    )


def drop(editions: EditionQuerySet) -> None:
    keys, values = editions.order_by().values("pk").query.sql_with_params()
    _run(f"UPDATE articles_edition SET search_words = NULL WHERE id IN ({keys})", values)


def nth_newest(expression: str, editions: EditionQuerySet, n: int) -> int | None:
    """The key of the nth newest match, counted from 0; None when there are not so many."""
    keys = _matching(expression, editions, 0).order_by("-pk").values_list("pk", flat=True)
    return next(iter(keys[n : n + 1]), None)


def count(expression: str, editions: EditionQuerySet, first: int) -> int:
    return _matching(expression, editions, first).count()


def ranked(expression: str, editions: EditionQuerySet, first: int, wanted: slice) -> list[int]:
    rank = RawSQL(RANK, [expression], output_field=FloatField())
    found = _matching(expression, editions, first).annotate(rank=rank).order_by("-rank", "-pk")
    return list(found.values_list("pk", flat=True)[wanted])


def marked(expression: str, keys: list[int]) -> dict[int, tuple[str, ...]]:
    """Headline, standfirst and a piece of the body, with the found words between markers."""
    columns = ("pk", "headline", "standfirst", "body_text")
    texts = {
        key: [text.translate(MARKERS) for text in found]
        for key, *found in Edition.objects.filter(pk__in=keys).values_list(*columns)
    }
    folded = [[found[n].translate(FOLDED) for found in texts.values()] for n in range(3)]
    with connection.cursor() as cursor:
        cursor.execute(EXCERPTS, [expression, WHOLE, expression, WHOLE, expression, PIECE, *folded])
        excerpts = cursor.fetchall()
    return {
        key: tuple(map(_unfolded, found, excerpt))
        for (key, found), excerpt in zip(texts.items(), excerpts, strict=True)
    }


def _unfolded(text: str, excerpt: str) -> str:
    """An excerpt of the folded text as it stands in the text, with dots where it is cut."""
    bare = excerpt.translate(MARKERS)
    start = text.translate(FOLDED).find(bare)
    if start < 0:  # It leaves out words of a thousand letters.
        return text[: len(bare)]
    letters = iter(text[start:])
    whole = "".join(mark if mark in (FOUND_START, FOUND_END) else next(letters) for mark in excerpt)
    before, after = text[:start], text[start + len(bare) :]
    return "".join(
        [before if len(before) <= EDGE else "…", whole, after if len(after) <= EDGE else "…"]
    )


def _matching(expression: str, editions: EditionQuerySet, first: int) -> EditionQuerySet:
    match = RawSQL(f"{COLUMN} @@ {QUERY}", [expression], output_field=BooleanField())
    return editions.order_by().filter(match, pk__gte=first)


def _run(sql: str, values: tuple | list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)

from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

from django.utils.safestring import SafeString

from articles.markup import FOUND_START, found_words
from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.search.questions import Question

# Ranking reads every match: of words that stand everywhere, 50,000 took a third of a second.
MOST = 1000


@dataclass(frozen=True)
class Hit:
    """A found edition; the words that were asked for stand in `<mark>`."""

    edition: Edition
    headline_html: SafeString
    snippet_html: SafeString


class Hits:
    """What was found, best first; asked for only when counted or sliced, as Paginator does.

    Words that more than MOST editions have say little: of those the newest are counted and ranked.
    """

    def __init__(self, backend: ModuleType, question: Question, editions: EditionQuerySet) -> None:
        self.backend = backend
        self.question = question
        self.editions = editions

    def count(self) -> int:
        if not self.question.phrases:
            return 0
        return self.backend.count(self.question.expression, self.editions, self._first)

    def __getitem__(self, wanted: slice) -> list[Hit]:
        if not self.question.phrases:
            return []
        expression = self.question.expression
        keys = self.backend.ranked(expression, self.editions, self._first, wanted)
        if not keys:
            return []
        marked = self.backend.marked(expression, keys)
        found = Edition.objects.cards().in_bulk(keys)
        return [self._hit(found[key], *marked[key]) for key in keys]

    @cached_property
    def _first(self) -> int:
        """The key of the oldest edition that is ranked."""
        expression = self.question.expression
        return self.backend.nth_newest(expression, self.editions, MOST - 1) or 0

    @staticmethod
    def _hit(edition: Edition, headline: str, standfirst: str, body: str) -> Hit:
        shown = body if FOUND_START in body or FOUND_START not in standfirst else standfirst
        return Hit(edition, found_words(headline), found_words(shown))

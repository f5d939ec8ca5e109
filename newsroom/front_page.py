from collections import defaultdict
from typing import Any

from articles.models import Edition, Quote, Section
from donations.models import Campaign

RIVER_LENGTH = 4
OPINIONS = 3
NEWEST = 80


class FrontPage:
    """The newest stories laid out: a lead, five beside it, an essay, opinion and a river a section.

    No story stands twice. The lead is the newest story with a photograph, if there is one; sections
    that have nothing left to show are left out.
    """

    def __init__(self, sections: list[Section]) -> None:
        self.sections = sections
        self.left = list(Edition.objects.live().cards()[:NEWEST])

    def context(self) -> dict[str, Any]:
        lead = self._lead()
        essay = self._take(1, lambda edition: edition.is_photo_essay)
        opinion = self._take(OPINIONS, lambda edition: edition.section.is_opinion)
        beside = self._take(2, lambda edition: bool(lead) and self._belong(edition, lead[0]))
        top = self._top()
        return {
            "lead": lead[0] if lead else None,
            "beside": beside,
            "top": top,
            "essay": essay[0] if essay else None,
            "opinion": opinion,
            "quote": Quote.objects.public().newest_first().select_related("speaker").first(),
            "rivers": self._rivers(),
            "campaign": Campaign.objects.current(),
        }

    def _take(self, count: int, fits: Any = lambda edition: True) -> list[Edition]:
        taken = [edition for edition in self.left if fits(edition)][:count]
        self.left = [edition for edition in self.left if edition not in taken]
        return taken

    def _lead(self) -> list[Edition]:
        """News before essays and opinion, which have places of their own."""

        def is_news(edition: Edition) -> bool:
            return not (edition.is_photo_essay or edition.section.is_opinion)

        return (
            self._take(1, lambda edition: is_news(edition) and edition.photo)
            or self._take(1, is_news)
            or self._take(1)
        )

    @staticmethod
    def _belong(edition: Edition, lead: Edition) -> bool:
        tags = {tag["id"] for tag in lead.frozen["tags"]}
        return any(tag["id"] in tags for tag in edition.frozen["tags"])

    def _top(self) -> list[Edition]:
        """Five stories in three columns: two, one with a photograph, two."""
        pictured = self._take(1, lambda edition: edition.photo)
        plain = self._take(5 - len(pictured))
        return [*plain[:2], *pictured, *plain[2:]]

    def _rivers(self) -> list[dict[str, Any]]:
        by_section = defaultdict(list)
        for edition in self.left:
            by_section[edition.section_id].append(edition)
        rivers = []
        for section in self.sections:
            editions = by_section[section.pk]
            editions.sort(key=lambda edition: edition.photo is None)
            if editions:
                rivers.append({"section": section, "editions": editions[:RIVER_LENGTH]})
        return rivers

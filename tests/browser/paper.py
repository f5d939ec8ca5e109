"""A small newspaper that has one of everything, for tests that go through all pages."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from articles import publishing
from articles.licences import Licence
from articles.models import (
    DividerBlock,
    Edition,
    EmbedBlock,
    EssayTeaserBlock,
    Person,
    PhotoBlock,
    Quote,
    Section,
    TextBlock,
)
from tests import factories
from tests.donations.pledges import campaign, pledge

LAYOUTS = PhotoBlock.Layout


@dataclass
class Paper:
    town: Section
    maud: Person
    said: Quote
    story: Edition
    essay: Edition
    withdrawn: Edition
    thanks: str

    @property
    def pages(self) -> dict[str, str]:
        """Every kind of public page that a plain request reaches, and where."""
        return {
            "front page": "/",
            "article": self.story.get_absolute_url(),
            "photo essay": self.essay.get_absolute_url(),
            "frame": f"{self.essay.get_absolute_url()}photos/2/",
            "latest": "/latest/",
            "latest, page 2": "/latest/?page=2",
            "section": self.town.get_absolute_url(),
            "tags": "/tags/",
            "tag": "/tags/flood-wall/",
            "people": "/people/",
            "person": self.maud.get_absolute_url(),
            "quotes": "/quotes/",
            "quote": self.said.get_absolute_url(),
            "photo essays": "/photo-essays/",
            "search": "/search/",
            "search, found": "/search/?q=bridge",
            "search, not found": "/search/?q=brigde",
            "feeds": "/feeds/",
            "about": "/about/",
            "donate": "/donate/",
            "thanks": self.thanks,
            "404": "/no-such-page/",
            "410": self.withdrawn.get_absolute_url(),
        }


def paper() -> Paper:
    _publication()
    town = factories.section("Town", description="Streets, council, weather.", position=1)
    opinion = factories.section("Opinion", is_opinion=True, position=2)
    portrait = factories.photo((800, 800), "maroon", alternative_text="Maud Tarrant, laughing")
    maud = factories.person(
        role="River correspondent", biography="Writes about water.", portrait=portrait
    )
    aitzol = factories.person("Aitzol Berasategi", role="Photographer")
    wide = factories.photo((1800, 1200), photographer=aitzol, licence=Licence.CC_BY)
    upright = factories.photo((800, 1200), "olive", photographer=aitzol)
    said = factories.quote(speaker=maud, speaker_role="hydrologist", occasion="at the hearing")
    essay = factories.published_photo_essay(
        "Down from the snow", by=[aitzol], lead_photo=wide, photos=[upright, wide], section=town
    )
    story = _story(essay, wide, upright, said, [maud, aitzol])
    _older_stories(maud)
    factories.published_article("Leave the verges alone", section=opinion, by=[maud])
    withdrawn = factories.published_article("The bridge that was sold twice", by=[maud])
    publishing.withdraw(withdrawn.article)
    drive = campaign()
    promised = pledge(campaign=drive)
    return Paper(town, maud, said, story, essay, withdrawn, promised.get_absolute_url())


def _publication() -> None:
    factories.publication(
        mission="We report on one river and the people beside it.",
        about="<p>Six people and a kettle.</p>",
        contact_email="desk@millrace.example",
        address="Weir Street 4\nSallowbridge",
        opening_hours="Monday to Friday, nine to five",
        social_addresses="https://river.example/@millrace",
        licence=Licence.CC_BY,
        notice="This is a demonstration.",
    )


def _story(essay, wide, upright, said, people) -> Edition:
    article = factories.article(
        "The bridge opens again",
        kicker="Flood defence",
        body="<p>Words <strong>and</strong> <a href='/latest/'>a link</a>.</p><h2>The wall</h2>"
        "<p>More words.</p><ul><li>One</li><li>Two</li></ul><blockquote><p>Said.</p></blockquote>",
        tags=["Flood wall", "River Sallow"],
        photos=[upright],
        quotes=[said],
        lead_photo=wide,
        by=people,
    )
    rest = [
        DividerBlock(),
        PhotoBlock(photo=wide, layout=LAYOUTS.WIDE),
        PhotoBlock(photo=wide, layout=LAYOUTS.FULL),
        EssayTeaserBlock(essay=essay.article),
        EmbedBlock(
            url="https://river.example/@waterwatch/4411",
            author="Sallow Water Watch",
            text="The gauge reads 3.1 metres.",
            posted_at=timezone.now() - timedelta(days=1),
        ),
        TextBlock(html="<p>And so to the end.</p>"),
    ]
    for ordering, block in enumerate(rest, start=10):
        block.parent_id, block.region, block.ordering = article.pk, "body", ordering * 10
        block.save()
    return factories.published(article)


def _older_stories(maud: Person) -> None:
    """More than a page of them."""
    for days in range(1, 22):
        factories.published_article(
            f"Night ferry, day {days}",
            by=[maud],
            tags=["Flood wall"],
            live_from=timezone.now() - timedelta(days=days),
        )

"""Working copies from the story files, and their publication at the hours that the files give.

A story's `[[updates]]` have a `kind`, a `note` and `changes`: pairs of what the text `was` until
then and what it `is` now.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article, Byline, Edition, Person, Photo, Quote, Section, TextBlock
from articles.words import block_from
from newsroom.demo import contents
from newsroom.demo.calendar import Calendar
from newsroom.demo.library import checked

COPIED = ("headline", "standfirst", "kicker", "slug", "format")
LINK = re.compile(r'href="/story/([\w-]+)/"')
WRITING = timedelta(hours=30)
DRAFT_SAVED = (0, "08:50")


@dataclass(frozen=True)
class Shelf:
    """What stories refer to, by the names that the files use."""

    sections: dict[str, Section]
    people: dict[str, Person]
    photos: dict[str, Photo]
    quotes: dict[str, Quote]
    users: dict[str, AbstractBaseUser]


@dataclass
class Step:
    """A story's first publication, or one of its updates."""

    story: dict[str, Any]
    planned: datetime
    update: dict[str, Any] | None = None


class Newsdesk:
    """Writes all stories, then publishes them in the order of their hours."""

    def __init__(self, calendar: Calendar, shelf: Shelf) -> None:
        self.calendar, self.shelf = calendar, shelf
        self.stories = contents.stories()
        self.steps = sorted(self._steps(), key=lambda step: step.planned)
        planned = (step.planned for step in self.steps)
        self.moments = calendar.past(
            moment for moment in planned if moment.date() <= calendar.today
        )
        self.addresses = {
            step.story["slug"]: self._address(step) for step in self.steps if not step.update
        }
        self.articles: dict[str, Article] = {}

    def work(self) -> None:
        for story in self.stories:
            self.articles[story["slug"]] = self._article(story)
        for story in self.stories:
            self._write(story)
        for step in self.steps:
            self._publish(step)
        for story in self.stories:
            self._date(self.articles[story["slug"]])

    def _steps(self) -> list[Step]:
        steps = []
        for story in self.stories:
            if planned := self.calendar.planned(story):
                steps.append(Step(story, planned))
            for update in story.get("updates", []):
                steps.append(Step(story, self.calendar.planned(update), update))
        return steps

    def _moment(self, step: Step) -> datetime:
        return self.moments.get(step.planned, step.planned)

    def _address(self, step: Step) -> str:
        """Known before the story is published, so that stories can link to each other."""
        published = timezone.localtime(self._moment(step))
        return reverse(
            "articles:article", args=[f"{published:%Y}", f"{published:%m}", step.story["slug"]]
        )

    def _linked(self, html: str) -> str:
        return LINK.sub(lambda link: f'href="{self.addresses[link[1]]}"', html)

    def _article(self, story: dict[str, Any]) -> Article:
        photo = story.get("lead_photo")
        return checked(
            Article(
                **{name: story[name] for name in COPIED},
                section=self.shelf.sections[story["section"]],
                lead_photo=self.shelf.photos[photo] if photo else None,
                created_by=self.shelf.users["writer" if _is_the_writers(story) else "editor"],
            )
        )

    def _write(self, story: dict[str, Any]) -> None:
        article = self.articles[story["slug"]]
        article.tags.set(story["tags"])
        for position, byline in enumerate(story["bylines"]):
            person = self.shelf.people[byline["person"]]
            checked(Byline(article=article, person=person, role=byline["role"], position=position))
        for position, block in enumerate(story["blocks"], start=1):
            checked(block_from(self._words(block, story), article, position * 10))

    def _words(self, block: dict[str, Any], story: dict[str, Any]) -> dict[str, Any]:
        """A block of a file as `articles.words` writes it: references by key."""
        match block["type"]:
            case "text":
                return block | {"html": self._linked(_first_words(block["html"].strip(), story))}
            case "photo":
                return block | {"photo": self.shelf.photos[block["photo"]].pk}
            case "pull_quote":
                return block | {"quote": self.shelf.quotes[block["quote"]].pk}
            case "essay_teaser":
                return block | {"essay": self.articles[block["essay"]].pk}
            case "embed":
                return block | {"posted_at": self.calendar.planned(block).isoformat()}
        return block

    def _publish(self, step: Step) -> None:
        article, moment = self.articles[step.story["slug"]], self._moment(step)
        editor = self.shelf.users["editor"]
        if moment > timezone.now():
            publishing.schedule(article, moment, editor)
        elif step.update is None:
            publishing.publish(article, editor, at=moment)
        else:
            for change in step.update["changes"]:
                self._change(article, change["was"], change["is"])
            publishing.publish(
                article, editor, at=moment, kind=step.update["kind"], note=step.update["note"]
            )

    def _change(self, article: Article, was: str, now: str) -> None:
        block = TextBlock.objects.get(parent=article, html__contains=was)
        block.html = block.html.replace(was, now, 1)
        checked(block)

    def _date(self, article: Article) -> None:
        """The desk's own hours, as if all had been written and published in its time."""
        now = self.calendar.now
        saved_at = min(self.calendar.moment(*DRAFT_SAVED), now)
        for edition in article.editions.order_by("number"):
            saved_at = min(edition.live_from, now)
            Edition.objects.filter(pk=edition.pk).update(frozen_at=saved_at)
        created_at = saved_at - WRITING
        Article.objects.filter(pk=article.pk).update(created_at=created_at, saved_at=saved_at)


def _is_the_writers(story: dict[str, Any]) -> bool:
    """The login `writer` is Maud Tarrant, who also has the drafts in hand."""
    by = [row["person"] for row in story["bylines"] if row["role"] == Byline.Role.BY]
    return "days_ago" not in story or "maud-tarrant" in by


def _first_words(text: str, story: dict[str, Any]) -> str:
    """The text before any of its updates."""
    for update in reversed(story.get("updates", [])):
        for change in update["changes"]:
            text = text.replace(change["is"], change["was"], 1)
    return text

"""RSS 2.0 with whole stories: the newest of everything, of a section, a tag or a person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles.caching import cache_publicly
from articles.masthead import masthead
from articles.models import Edition, Person, Publication, Section
from articles.models.edition import EditionQuerySet
from articles.sharing import absolute

LENGTH = 20
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
# XML 1.0, section 2.2: what a document cannot carry, however escaped.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TAG = re.compile(r"<[a-z][^>]*>", re.I)
ADDRESS = re.compile(r'(?<= )(href|src)="(#[^"]*|/(?!/)[^"]*)"')
SRCSET = re.compile(r'(?<= )srcset="([^"]*)"')


@dataclass(frozen=True)
class Channel:
    """What one feed is about; `name` is empty for the feed of everything."""

    publication: Publication
    name: str
    address: str
    feed: str
    editions: EditionQuerySet


class StoryRss(Rss201rev2Feed):
    """RSS 2.0 with whole stories, a dc:creator for each writer, and Media RSS for photographs."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | NAMESPACES

    def latest_post_date(self) -> datetime:
        """An empty feed is the same each time that it is asked for."""
        return super().latest_post_date() if self.items else LONG_AGO

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", printable(name))
        handler.addQuickElement("content:encoded", printable(item["content"]))
        if photo := item["photo"]:
            _add_photo(handler, photo)


def _add_photo(handler: SimplerXMLGenerator, photo: dict[str, Any]) -> None:
    """Media RSS 1.5.1: the file, what it shows and who made it."""
    width, height = _size_of_source(photo)
    handler.startElement(
        "media:content",
        {
            "url": absolute(photo["src"]),
            "type": "image/jpeg",
            "medium": "image",
            "width": str(width),
            "height": str(height),
        },
    )
    words = printable(photo["caption"] or photo["alt"])
    if words:
        handler.addQuickElement("media:description", words, {"type": "plain"})
    creator = photo["photographer"]["name"] if photo["photographer"] else photo["credit"]
    attributes = {"role": "photographer", "scheme": "urn:ebu"}
    handler.addQuickElement("media:credit", printable(creator), attributes)
    if photo["copyright"]:
        handler.addQuickElement("media:copyright", printable(photo["copyright"]))
    handler.endElement("media:content")


def _size_of_source(photo: dict[str, Any]) -> tuple[int, int]:
    """Width and height of the file at `src`; `width` and `height` are those of the largest."""
    for candidate in photo["srcset"].get("image/jpeg", "").split(", "):
        address, _, width = candidate.rstrip("w").partition(" ")
        if address == photo["src"]:
            return int(width), round(int(width) * photo["height"] / photo["width"])
    return photo["width"], photo["height"]


class LatestFeed(Feed):
    """The newest stories of all sections."""

    feed_type = StoryRss
    language = settings.LANGUAGE_CODE
    item_guid_is_permalink = False

    @method_decorator(require_safe)
    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        return cache_publicly(response, Edition.objects.next_change())

    def get_object(self, request: HttpRequest) -> Channel:
        return self.channel(request, "", reverse("front_page"), Edition.objects.live())

    def channel(
        self, request: HttpRequest, name: str, address: str, editions: EditionQuerySet
    ) -> Channel:
        return Channel(masthead(request).publication, name, address, request.path, editions)

    def title(self, channel: Channel) -> str:
        parts = [channel.name, channel.publication.name]
        return printable(" – ".join(filter(None, parts)))

    def description(self, channel: Channel) -> str:
        return printable(channel.publication.tagline)

    def link(self, channel: Channel) -> str:
        return absolute(channel.address)

    def feed_url(self, channel: Channel) -> str:
        return absolute(channel.feed)

    def feed_copyright(self, channel: Channel) -> str:
        return printable(f"{channel.publication.name}: {channel.publication.licence_name}")

    def items(self, channel: Channel) -> EditionQuerySet:
        newest = channel.editions.newest_first().select_related("section")
        return newest.defer("body_text", "data", "note")[:LENGTH]

    def item_title(self, edition: Edition) -> str:
        return printable(edition.headline)

    def item_description(self, edition: Edition) -> str:
        """HTML by custom, so a plain sentence is escaped."""
        return printable(escape(edition.standfirst))

    def item_link(self, edition: Edition) -> str:
        return absolute(edition.get_absolute_url())

    def item_guid(self, edition: Edition) -> str:
        """A tag URI (RFC 4151) that outlives another headline, address or edition."""
        host = urlsplit(settings.SITE_URL).hostname
        return f"tag:{host},{edition.first_published_at:%Y-%m-%d}:article/{edition.article_id}"

    def item_pubdate(self, edition: Edition) -> datetime:
        return edition.first_published_at

    def item_updateddate(self, edition: Edition) -> datetime:
        """Makes Last-Modified, and is not printed."""
        return edition.changed_at

    def item_categories(self, edition: Edition) -> list[str]:
        names = [edition.section.name, *(tag["name"] for tag in edition.frozen["tags"])]
        return list(map(printable, names))

    def item_extra_kwargs(self, edition: Edition) -> dict[str, Any]:
        photo = edition.photo if edition.photo and edition.photo["src"] else None
        html = render_to_string("articles/_feed_item.html", {"edition": edition, "photo": photo})
        return {
            "creators": [person["name"] for person in edition.authors],
            "content": with_absolute_addresses(html, self.item_link(edition)),
            "photo": photo,
        }


class SectionFeed(LatestFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Channel:
        section = get_object_or_404(Section, slug=slug)
        editions = Edition.objects.live().in_section(section)
        return self.channel(request, section.name, section.get_absolute_url(), editions)


class TagFeed(LatestFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Channel:
        tag = get_object_or_404(Tag, slug=slug)
        editions = Edition.objects.live().tagged(tag)
        if not editions.exists():
            raise Http404("no live story has this tag")
        return self.channel(request, tag.name, reverse("articles:tag", args=[slug]), editions)


class PersonFeed(LatestFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Channel:
        person = get_object_or_404(Person.objects.public(), slug=slug)
        editions = Edition.objects.live().by(person)
        return self.channel(request, person.name, person.get_absolute_url(), editions)


def printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def with_absolute_addresses(html: str, page: str) -> str:
    """HTML of ours that can be read away from its page: full addresses in links and pictures."""

    def full(address: str) -> str:
        return f"{page}{address}" if address.startswith("#") else absolute(address)

    def candidates(srcset: str) -> Iterator[str]:
        return (full(candidate.strip()) for candidate in srcset.split(","))

    def tag(match: re.Match) -> str:
        text = ADDRESS.sub(lambda found: f'{found[1]}="{full(found[2])}"', match[0])
        return SRCSET.sub(lambda found: f'srcset="{", ".join(candidates(found[1]))}"', text)

    return TAG.sub(tag, html)

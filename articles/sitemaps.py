"""Every public page for search engines, and the last two days for Google News."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as django_views
from django.db.models import Model, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles.caching import cache_publicly
from articles.feeds import printable
from articles.masthead import masthead
from articles.models import Edition, Person, Quote, Section
from articles.sharing import absolute

XML = "application/xml; charset=utf-8"
# Google News reads no more and no older (Publisher Center, "Create a News sitemap").
NEWS_HOURS = 48
MOST_NEWS = 1000


class PublicSitemap(Sitemap):
    """Addresses begin as SITE_URL does, whatever host was asked."""

    limit = 5000

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class ListSitemap(PublicSitemap):
    """Pages that list stories: as new as the newest story or substantive update on them."""

    @staticmethod
    def dated(rows: QuerySet, **relation: OuterRef) -> QuerySet:
        newest = Edition.objects.live().filter(**relation).order_by("-updated_at")
        return rows.annotate(updated_at=newest.values("updated_at")[:1]).order_by("pk")

    def lastmod(self, row: Model) -> datetime | None:
        return row.updated_at


class ArticleSitemap(PublicSitemap):
    def items(self) -> QuerySet[Edition]:
        columns = ("slug", "first_published_at", "updated_at")
        return Edition.objects.live().only(*columns).order_by("pk")

    def lastmod(self, edition: Edition) -> datetime:
        return edition.updated_at


class SectionSitemap(ListSitemap):
    def items(self) -> QuerySet[Section]:
        sections = self.dated(Section.objects.all(), section=OuterRef("pk"))
        return sections.filter(updated_at__isnull=False)


class TagSitemap(ListSitemap):
    def items(self) -> QuerySet[Tag]:
        tags = self.dated(Tag.objects.all(), tag_rows__tag=OuterRef("pk"))
        return tags.filter(updated_at__isnull=False)

    def location(self, tag: Tag) -> str:
        return reverse("articles:tag", args=[tag.slug])


class PersonSitemap(ListSitemap):
    def items(self) -> QuerySet[Person]:
        return self.dated(Person.objects.public(), person_rows__person=OuterRef("pk"))


class QuoteSitemap(PublicSitemap):
    def items(self) -> QuerySet[Quote]:
        return Quote.objects.public().order_by("pk")


class PageSitemap(PublicSitemap):
    def items(self) -> list[str]:
        lists = ("latest", "photo_essays", "tags", "people", "quotes", "feeds")
        return ["front_page", "about", *(f"articles:{name}" for name in lists), "donations:donate"]

    def location(self, name: str) -> str:
        return reverse(name)


SITEMAPS: dict[str, type[PublicSitemap]] = {
    "articles": ArticleSitemap,
    "sections": SectionSitemap,
    "tags": TagSitemap,
    "people": PersonSitemap,
    "quotes": QuoteSitemap,
    "pages": PageSitemap,
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of sitemaps, each page of each."""
    sitemaps = []
    for section, sitemap in SITEMAPS.items():
        address = absolute(reverse("sitemap_section", args=[section]))
        pages = sitemap().paginator.num_pages
        sitemaps += [{"location": address}]
        sitemaps += [{"location": f"{address}?p={page}"} for page in range(2, pages + 1)]
    response = render(request, "sitemap_index.xml", {"sitemaps": sitemaps}, content_type=XML)
    return cache_publicly(response, Edition.objects.next_change())


@require_safe
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    response = django_views.sitemap(request, SITEMAPS, section, content_type=XML)
    # A story that is withdrawn changes the map and none of the dates in it.
    del response.headers["Last-Modified"]
    return cache_publicly(response, Edition.objects.next_change())


@require_safe
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Stories first published in the last two days, newest first."""
    since = timezone.now() - timedelta(hours=NEWS_HOURS)
    editions = Edition.objects.live().filter(first_published_at__gt=since).newest_first()
    stories = [
        {
            "address": absolute(edition.get_absolute_url()),
            "title": printable(edition.headline),
            "published_at": edition.first_published_at,
        }
        for edition in editions.only("slug", "headline", "first_published_at")[:MOST_NEWS]
    ]
    context = {
        "name": printable(masthead(request).publication.name),
        "language": settings.LANGUAGE_CODE.partition("-")[0],
        "stories": stories,
    }
    response = render(request, "news_sitemap.xml", context, content_type=XML)
    return cache_publicly(response, Edition.objects.next_change())

"""Public pages: each shows editions that are live, and may be kept by any cache."""

from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles import search as searching
from articles import social, structured_data
from articles.caching import cache_publicly
from articles.forms import SearchForm
from articles.images import photo_value
from articles.masthead import masthead
from articles.models import Edition, Person, Photo, Quote, Section
from articles.pagination import NAMES_PER_PAGE, canonical, page_of
from articles.sharing import absolute, share_links

RELATED = 4


def _edition_at(request: HttpRequest, slug: str) -> Edition | HttpResponse:
    """The live edition at an address, or the answer to give instead: 301, 404 or 410."""
    now = timezone.now()
    edition = Edition.objects.live(now).filter(slug=slug).select_related("section").first()
    if edition:
        return edition
    former = Edition.objects.public_before(now).filter(slug=slug).order_by("-number").first()
    if former is None:
        raise Http404("no such story")
    current = Edition.objects.live(now).filter(article=former.article_id).first()
    if current:
        return moved(current.get_absolute_url())
    return gone(request)


def moved(address: str) -> HttpResponse:
    """301, which browsers would else keep for good: a story may yet move back."""
    return cache_publicly(HttpResponsePermanentRedirect(address))


def gone(request: HttpRequest) -> HttpResponse:
    """410: the newsroom withdrew it (RFC 9110, section 15.5.11)."""
    response = render(request, "articles/gone.html", status=410)
    return cache_publicly(response, Edition.objects.next_change())


def _render(
    request: HttpRequest, template: str, context: dict[str, Any], **headers: Any
) -> HttpResponse:
    """A public page; in lists, fresh no longer than until an edition comes or goes by the clock."""
    if "changes_at" not in headers:
        headers["changes_at"] = Edition.objects.next_change()
    return cache_publicly(render(request, template, context), **headers)


@require_safe
def article(request: HttpRequest, year: str, month: str, slug: str) -> HttpResponse:
    edition = _edition_at(request, slug)
    if isinstance(edition, HttpResponse):
        return edition
    if request.path != (address := edition.get_absolute_url()):
        return moved(address)
    return cache_publicly(render_edition(request, edition), edition.live_until, edition.changed_at)


def render_edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The page of an edition: the live one's, or that of a preview, which must not differ."""
    publication = masthead(request).publication
    template = "photo_essay" if edition.is_photo_essay else "article"
    context = {
        "edition": edition,
        "related": Edition.objects.live().cards().near(edition, RELATED),
        "share": share_links(edition),
        "current_section": edition.section.slug if edition.section_id else "",
        "canonical": absolute(edition.get_absolute_url()),
        "page": social.article_page(edition, publication),
        "data": structured_data.article(edition, publication),
    }
    return render(request, f"articles/{template}.html", context)


@require_safe
def frame(request: HttpRequest, year: str, month: str, slug: str, number: str) -> HttpResponse:
    edition = _edition_at(request, slug)
    if isinstance(edition, HttpResponsePermanentRedirect):
        return moved(f"{edition.url}photos/{int(number)}/")
    if isinstance(edition, HttpResponse):
        return edition
    frames = {frame["number"]: frame for frame in edition.frames}
    shown = frames.get(int(number))
    if shown is None:
        raise Http404("no such frame")
    address = f"{edition.get_absolute_url()}photos/{shown['number']}/"
    if request.path != address:
        return moved(address)
    publication = masthead(request).publication
    context = {
        "edition": edition,
        "frame": shown,
        "previous": frames.get(shown["number"] - 1),
        "next": frames.get(shown["number"] + 1),
        "canonical": absolute(address),
        "page": social.frame_page(edition, shown, publication),
        "data": structured_data.frame(edition, shown, publication),
    }
    return _render(
        request,
        "articles/frame.html",
        context,
        changes_at=edition.live_until,
        modified_at=edition.changed_at,
    )


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    page = page_of(Edition.objects.live().cards(), request)
    address = canonical(settings.SITE_URL, "articles:latest", page=page)
    return _render(request, "articles/latest.html", {"page_obj": page, "canonical": address})


@require_safe
def photo_essays(request: HttpRequest) -> HttpResponse:
    page = page_of(Edition.objects.live().photo_essays().cards(), request)
    address = canonical(settings.SITE_URL, "articles:photo_essays", page=page)
    return _render(request, "articles/photo_essays.html", {"page_obj": page, "canonical": address})


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Section, slug=slug)
    page = page_of(Edition.objects.live().in_section(shown).cards(), request)
    context = {
        "section": shown,
        "current_section": slug,
        "page_obj": page,
        "canonical": canonical(settings.SITE_URL, "articles:section", slug, page=page),
    }
    return _render(request, "articles/section.html", context)


@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    live = Edition.objects.live()
    used = Tag.objects.filter(edition_rows__edition__in=live)
    used = used.annotate(stories=Count("edition_rows")).order_by("name", "pk")
    page = page_of(used, request, NAMES_PER_PAGE)
    address = canonical(settings.SITE_URL, "articles:tags", page=page)
    return _render(request, "articles/tags.html", {"page_obj": page, "canonical": address})


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Tag, slug=slug)
    page = page_of(Edition.objects.live().tagged(shown).cards(), request)
    if not page.paginator.count:
        raise Http404("no live story has this tag")
    context = {
        "tag": shown,
        "page_obj": page,
        "canonical": canonical(settings.SITE_URL, "articles:tag", slug, page=page),
    }
    return _render(request, "articles/tag.html", context)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    page = page_of(Person.objects.public().order_by("name", "pk"), request, NAMES_PER_PAGE)
    address = canonical(settings.SITE_URL, "articles:people", page=page)
    return _render(request, "articles/people.html", {"page_obj": page, "canonical": address})


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Person.objects.public().select_related("portrait"), slug=slug)
    page = page_of(Edition.objects.live().by(shown).cards(), request)
    live = Edition.objects.live()
    photographs = (
        Photo.objects.filter(photographer=shown, uses__edition__in=live)
        .select_related("photographer")
        .distinct()[:24]
    )
    context = {
        "person": shown,
        "portrait": photo_value(shown.portrait) if shown.portrait else None,
        "page_obj": page,
        "photographs": [photo_value(photo) for photo in photographs],
        "quotes": Quote.objects.public().filter(speaker=shown).newest_first()[:12],
        "canonical": canonical(settings.SITE_URL, "articles:person", slug, page=page),
        "data": structured_data.person(shown),
    }
    return _render(request, "articles/person.html", context)


@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    page = page_of(Quote.objects.public().newest_first().select_related("speaker"), request)
    address = canonical(settings.SITE_URL, "articles:quotes", page=page)
    return _render(request, "articles/quotes.html", {"page_obj": page, "canonical": address})


@require_safe
def quote(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    if pk >= 2**63:
        raise Http404("no such quote")
    shown = get_object_or_404(Quote.objects.public().select_related("speaker"), pk=pk)
    if slug != shown.slug:
        return moved(shown.get_absolute_url())
    more = Quote.objects.public().filter(speaker=shown.speaker_id).exclude(pk=pk)
    context = {
        "quote": shown,
        "editions": Edition.objects.live().quoting(shown).cards(),
        "more": more.newest_first()[:6],
        "canonical": absolute(shown.get_absolute_url()),
    }
    return _render(request, "articles/quote.html", context)


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    address = canonical(settings.SITE_URL, "articles:feeds")
    return _render(request, "articles/feeds.html", {"canonical": address})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    form.is_valid()
    query = form.cleaned_data.get("q", "")
    page = page_of(searching.search(query), request)
    context = {
        "form": form,
        "query": query,
        "page_obj": page,
        "suggestion": searching.suggestion(query) if query and not page.paginator.count else None,
        "page": {"robots": "noindex, follow"},
    }
    return _render(request, "articles/search.html", context)

from pathlib import PurePosixPath

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
)
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles import structured_data
from articles.caching import cache_publicly, keep_private
from articles.masthead import masthead
from articles.models import Edition
from articles.sharing import absolute
from newsroom.front_page import FrontPage

MEDIA_TYPES = {".jpg": "image/jpeg", ".avif": "image/avif"}


@require_safe
def front_page(request: HttpRequest) -> HttpResponse:
    shown = FrontPage(masthead(request).sections)
    context = shown.context() | {
        "canonical": absolute("/"),
        "data": structured_data.organisation(masthead(request).publication),
    }
    response = render(request, "newsroom/front_page.html", context)
    return cache_publicly(response, Edition.objects.next_change())


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    context = {"canonical": absolute(request.path)}
    return cache_publicly(render(request, "newsroom/about.html", context))


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponse:
    """Renditions from the file system; their names change with their content."""
    media_type = MEDIA_TYPES.get(PurePosixPath(name).suffix)
    if media_type is None or "\0" in name:
        raise Http404("no such photograph")
    try:
        file = default_storage.open(name)
    except (OSError, SuspiciousFileOperation):
        raise Http404("no such photograph") from None
    response = FileResponse(file, content_type=media_type)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /desk/",
        "Disallow: /donate/thanks/",
        "Disallow: /search/",
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
        f"Sitemap: {absolute('/news-sitemap.xml')}",
        "",
    ]
    return cache_publicly(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return cache_publicly(redirect(staticfiles_storage.url("icons/favicon.ico")))


def _problem(request: HttpRequest, status: int) -> HttpResponse:
    return keep_private(render(request, f"{status}.html", status=status))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(request, 404)


def method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    response = _problem(request, 405)
    response.headers["Allow"] = allowed
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return keep_private(render(request, "403_csrf.html", status=403))


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the database, which may be what failed."""
    return keep_private(render(None, "500.html", status=500))

import gzip
from collections.abc import Callable
from http import HTTPStatus

import brotli
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.urls import reverse
from django.utils.cache import patch_vary_headers, set_response_etag

from newsroom.views import method_not_allowed

FEWEST_BYTES = 500
COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/rss+xml",
    "application/xml",
    "image/svg+xml",
)


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Keep what we serve for our own pages (Fetch standard, Cross-Origin-Resource-Policy)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The public policy everywhere, widened on desk paths for the block editor."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponse, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(reverse("admin:index")):
            parts.replace = settings.DESK_CONTENT_SECURITY_POLICY | (parts.replace or {})
        return parts


class ConditionalMiddleware(ConditionalGetMiddleware):
    """ETag and 304 for GET, and the same ETag for HEAD (RFC 9110, section 9.3.2).

    The ETag is weak: compressed or not, a page is the same page (section 8.8.1).
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.method in ("GET", "HEAD") and self.needs_etag(response):
            set_response_etag(response)
            if etag := response.get("ETag"):
                response["ETag"] = f"W/{etag.removeprefix('W/')}"
        return super().process_response(request, response)


def reading_only(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Outside of FORM_PATHS, pages see no cookie and take nothing in.

    So they cannot differ from reader to reader, and a cookie that strays in is never answered
    with another one.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(settings.FORM_PATHS):
            request.COOKIES = {}
            request.META.pop("HTTP_COOKIE", None)
            if request.method not in ("GET", "HEAD"):
                return method_not_allowed(request, "GET, HEAD")
        response = get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            return method_not_allowed(request, response["Allow"])
        return response

    return middleware


def compression(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Brotli, else gzip, for whole text responses.

    Pages that carry a CSRF token are safe to compress: Django masks it anew for each response.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not _is_compressible(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        accepted = _accepted_encodings(request.headers.get("Accept-Encoding", ""))
        if len(response.content) < FEWEST_BYTES:
            return response
        if "br" in accepted:
            body, encoding = brotli.compress(response.content, quality=5), "br"
        elif "gzip" in accepted:
            body, encoding = gzip.compress(response.content, compresslevel=6, mtime=0), "gzip"
        else:
            return response
        response.content = body
        response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(body))
        return response

    return middleware


def _is_compressible(response: HttpResponse) -> bool:
    """304 says what the whole page would have said of itself (RFC 9110, section 15.4.5)."""
    if response.streaming or response.has_header("Content-Encoding"):
        return False
    is_text = response.get("Content-Type", "").startswith(COMPRESSIBLE)
    return is_text or response.status_code == HTTPStatus.NOT_MODIFIED


def _accepted_encodings(header: str) -> set[str]:
    """The codings a client accepts: those without `q=0` (RFC 9110, section 12.5.3)."""
    accepted = set()
    for item in header[:200].split(","):
        name, _, parameters = item.partition(";")
        quality = parameters.replace(" ", "").removeprefix("q=")
        if quality.strip("0.") or not parameters:
            accepted.add(name.strip().lower())
    return accepted

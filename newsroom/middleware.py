import gzip
from collections.abc import Callable

import brotli
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.urls import reverse
from django.utils.cache import patch_vary_headers, set_response_etag

compressible = (
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
    """ETag and 304 for GET, and the same ETag for HEAD (RFC 9110, section 9.3.2)."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.method == "HEAD" and self.needs_etag(response):
            set_response_etag(response)
        return super().process_response(request, response)


def compression(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Brotli, else gzip, for whole text responses; the ETag turns weak (RFC 9110, section 8.8.1).

    Pages that carry a CSRF token are safe to compress: Django masks it anew for each response.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not _is_worth_compressing(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        accepted = _accepted_encodings(request.headers.get("Accept-Encoding", ""))
        if "br" in accepted:
            body, encoding = brotli.compress(response.content, quality=5), "br"
        elif "gzip" in accepted:
            body, encoding = gzip.compress(response.content, compresslevel=6, mtime=0), "gzip"
        else:
            return response
        response.content = body
        response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(body))
        if response.get("ETag", "").startswith('"'):
            response["ETag"] = f"W/{response['ETag']}"
        return response

    return middleware


def _is_worth_compressing(response: HttpResponse) -> bool:
    return (
        not response.streaming
        and not response.has_header("Content-Encoding")
        and response.get("Content-Type", "").startswith(compressible)
        and len(response.content) >= 500
    )


def _accepted_encodings(header: str) -> set[str]:
    """The codings a client accepts: those without `q=0` (RFC 9110, section 12.5.3)."""
    accepted = set()
    for item in header[:200].split(","):
        name, _, parameters = item.partition(";")
        quality = parameters.replace(" ", "").removeprefix("q=")
        if quality.strip("0.") or not parameters:
            accepted.add(name.strip().lower())
    return accepted

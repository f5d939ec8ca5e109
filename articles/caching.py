"""What a cache before us may keep, and for how long."""

from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import http_date

BROWSER_SECONDS = 60
SHARED_SECONDS = 300
STALE_SECONDS = 600


def cache_publicly(
    response: HttpResponse,
    changes_at: datetime | None = None,
    modified_at: datetime | None = None,
) -> HttpResponse:
    """Let anybody keep a page, but not past the moment when the clock alone changes it.

    Freshness in seconds (RFC 9111, section 5.2.2; RFC 5861 for stale-while-revalidate). A page
    that changes soon may not be served stale either.
    """
    left = SHARED_SECONDS + STALE_SECONDS
    if changes_at:
        left = max(0, int((changes_at - timezone.now()).total_seconds()))
    fresh = min(SHARED_SECONDS, left)
    patch_cache_control(
        response,
        public=True,
        max_age=min(BROWSER_SECONDS, left),
        s_maxage=fresh,
        stale_while_revalidate=max(0, min(STALE_SECONDS, left - fresh)),
    )
    if modified_at:
        response.headers["Last-Modified"] = http_date(modified_at.timestamp())
    return response


def keep_private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response

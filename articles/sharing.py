from urllib.parse import urlencode

from django.conf import settings

from articles.models import Edition


def absolute(path: str) -> str:
    """The full address of a path on this site; full addresses stay as they are."""
    return path if path.startswith(("https://", "http://")) else f"{settings.SITE_URL}{path}"


def share_links(edition: Edition) -> dict[str, str]:
    """Plain addresses that hand a story to mail and a few networks: nothing of theirs loads."""
    address = absolute(edition.get_absolute_url())
    words = f"{edition.headline} {address}"
    return {
        "permalink": address,
        "mail": "mailto:?" + _query(subject=edition.headline, body=words),
        "mastodon": "https://mastodonshare.com/?" + _query(text=edition.headline, url=address),
        "bluesky": "https://bsky.app/intent/compose?" + _query(text=words),
        "whatsapp": "https://wa.me/?" + _query(text=words),
    }


def _query(**fields: str) -> str:
    return urlencode(fields).replace("+", "%20")

"""What a page says of itself when it is shared: the `page` of includes/_social.html."""

from typing import Any

from articles.models import Edition, Publication


def article_page(edition: Edition, publication: Publication) -> dict[str, Any]:
    return {}


def frame_page(edition: Edition, frame: dict[str, Any], publication: Publication) -> dict[str, Any]:
    return {}

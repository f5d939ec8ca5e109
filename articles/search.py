from datetime import datetime

from articles.models import Edition, Section


def index(edition: Edition) -> None:
    return None


def search(
    text: str,
    section: Section | None = None,
    tag: object = None,
    since: datetime | None = None,
    at: datetime | None = None,
) -> list:
    return []


def suggestion(text: str) -> str | None:
    return None

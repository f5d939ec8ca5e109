"""schema.org data about stories, photographs, people and the paper, as JSON-LD dictionaries."""

from typing import Any

from articles.models import Edition, Person, Publication


def article(edition: Edition, publication: Publication) -> dict[str, Any]:
    return {}


def frame(edition: Edition, frame: dict[str, Any], publication: Publication) -> dict[str, Any]:
    return {}


def organisation(publication: Publication) -> dict[str, Any]:
    return {}


def person(person: Person) -> dict[str, Any]:
    return {}

"""What a page says of itself when it is shared: the `page` of includes/_social.html."""

from typing import Any

from articles.models import Edition, Publication
from articles.sharing import absolute
from articles.templatetags.newsroom_tags import largest_jpeg


def article_page(edition: Edition, publication: Publication) -> dict[str, Any]:
    return {
        "url": absolute(edition.get_absolute_url()),
        "type": "article",
        "title": edition.headline,
        "description": edition.standfirst or publication.tagline,
        "image": _image(edition.photo),
        "published": edition.first_published_at,
        "modified": edition.updated_at,
        "authors": [person | {"url": absolute(person["url"])} for person in edition.authors],
        "section": edition.section.name if edition.section_id else "",
        "tags": edition.frozen["tags"],
    }


def frame_page(edition: Edition, frame: dict[str, Any], publication: Publication) -> dict[str, Any]:
    return article_page(edition, publication) | {
        "url": absolute(f"{edition.get_absolute_url()}photos/{frame['number']}/"),
        "title": f"{edition.headline}, frame {frame['number']} of {edition.frame_count}",
        "description": frame["caption"] or frame["alt"],
        "image": _image(frame),
    }


def _image(photo: dict[str, Any] | None) -> dict[str, Any] | None:
    """The crop made for sharing; until it is there, the whole picture."""
    if not photo or not photo["src"]:
        return None
    whole = {"src": largest_jpeg(photo), "width": photo["width"], "height": photo["height"]}
    shown = photo.get("social") or whole
    return {
        "src": absolute(shown["src"]),
        "width": shown["width"],
        "height": shown["height"],
        "alt": photo["alt"] or photo["caption"],
    }

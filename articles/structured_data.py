"""schema.org data about stories, photographs, people and the paper, as JSON-LD dictionaries.

Addresses are absolute. What a record does not have is left out: no empty fields.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from articles.images import photo_value
from articles.models import Edition, Person, Publication
from articles.sharing import absolute
from articles.templatetags.newsroom_tags import largest_jpeg

CONTEXT = "https://schema.org"
LOGO, LOGO_SIZE = "icons/icon-512.png", 512
# What search engines show a story with: wide, less wide, square.
CROPS = ("sixteen_nine", "four_three", "square")


def article(edition: Edition, publication: Publication) -> dict[str, Any]:
    """NewsArticle, or OpinionNewsArticle in a section of opinion."""
    address = absolute(edition.get_absolute_url())
    is_opinion = edition.section_id is not None and edition.section.is_opinion
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "OpinionNewsArticle" if is_opinion else "NewsArticle",
            "@id": f"{address}#article",
            "url": address,
            "mainEntityOfPage": {"@type": "WebPage", "@id": address},
            "headline": edition.headline,
            "description": edition.standfirst,
            "image": _crops(edition.photo),
            "associatedMedia": [_frame_of(edition, frame) for frame in edition.frames],
            "datePublished": _moment(edition.first_published_at),
            "dateModified": _moment(edition.updated_at),
            "author": [_author(person) for person in edition.authors],
            "publisher": _publisher(publication),
            "articleSection": edition.section.name if edition.section_id else "",
            "keywords": [tag["name"] for tag in edition.frozen["tags"]],
            "wordCount": edition.word_count,
            "inLanguage": settings.LANGUAGE_CODE,
            "isAccessibleForFree": True,
            "license": publication.licence_url,
        }
    )


def frame(edition: Edition, frame: dict[str, Any], publication: Publication) -> dict[str, Any]:
    """ImageObject: a frame of a photo essay on a page of its own."""
    address = absolute(edition.get_absolute_url())
    return {
        "@context": CONTEXT,
        **_frame_of(edition, frame),
        "isPartOf": {"@id": f"{address}#article"},
        "datePublished": _moment(edition.first_published_at),
        "publisher": _publisher(publication),
        "representativeOfPage": True,
    }


def organisation(publication: Publication) -> dict[str, Any]:
    """NewsMediaOrganization and its WebSite."""
    site = absolute("/")
    website = {
        "@type": "WebSite",
        "@id": f"{site}#website",
        "url": site,
        "name": publication.name,
        "description": publication.tagline,
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": {"@id": _publication_id()},
    }
    paper = _publisher(publication) | {
        "description": publication.mission,
        "email": publication.contact_email,
        "address": publication.address,
        "sameAs": publication.social_addresses.split(),
        "publishingPrinciples": publication.publishing_principles_url,
        "correctionsPolicy": publication.corrections_policy_url,
        "ownershipFundingInfo": publication.ownership_url,
        "masthead": publication.masthead_url,
    }
    return {"@context": CONTEXT, "@graph": [_filled(paper), _filled(website)]}


def person(person: Person) -> dict[str, Any]:
    """ProfilePage of somebody who is credited or quoted."""
    address = absolute(person.get_absolute_url())
    portrait = photo_value(person.portrait) if person.portrait else None
    about = {
        "@type": "Person",
        "@id": f"{address}#person",
        "name": person.name,
        "url": address,
        "jobTitle": person.role,
        "description": person.biography,
        "email": person.email,
        "image": _image(portrait) if portrait and portrait["src"] else None,
        "sameAs": [person.website] if person.website else [],
    }
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "url": address,
        "mainEntity": _filled(about),
    }


def _publication_id() -> str:
    return f"{absolute('/')}#publication"


def _publisher(publication: Publication) -> dict[str, Any]:
    logo = absolute(static(LOGO))
    size = {"width": LOGO_SIZE, "height": LOGO_SIZE}
    return {
        "@type": "NewsMediaOrganization",
        "@id": _publication_id(),
        "name": publication.name,
        "url": absolute("/"),
        "logo": {"@type": "ImageObject", "url": logo, **size},
    }


def _author(person: dict[str, str]) -> dict[str, Any]:
    address = absolute(person["url"])
    return _filled(
        {
            "@type": "Person",
            "@id": f"{address}#person",
            "name": person["name"],
            "url": address,
            "jobTitle": person.get("job"),
        }
    )


def _frame_of(edition: Edition, frame: dict[str, Any]) -> dict[str, Any]:
    address = absolute(f"{edition.get_absolute_url()}photos/{frame['number']}/")
    return _image(frame) | {"@id": f"{address}#photo", "url": address}


def _crops(photo: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The crops that there are, else the whole picture, else nothing."""
    if not photo or not photo["src"]:
        return []
    crops = [photo[name] for name in CROPS if photo.get(name)]
    images = [_image(photo, crop["src"], crop["width"], crop["height"]) for crop in crops]
    return images or [_image(photo)]


def _image(
    photo: dict[str, Any], src: str = "", width: int | None = None, height: int | None = None
) -> dict[str, Any]:
    """ImageObject with the rights that Google's image licence fields and IPTC ask for."""
    creator = photo["photographer"]
    return _filled(
        {
            "@type": "ImageObject",
            "contentUrl": absolute(src or largest_jpeg(photo)),
            "width": width or photo["width"],
            "height": height or photo["height"],
            "caption": photo["caption"] or photo["alt"],
            "creator": creator
            and {"@type": "Person", "name": creator["name"], "url": absolute(creator["url"])},
            "creditText": photo["credit"],
            "copyrightNotice": photo["copyright"],
            "license": photo["licence"] and photo["licence"]["url"],
            "acquireLicensePage": absolute(reverse("about")),
        }
    )


def _moment(value: datetime) -> str:
    """ISO 8601 with the publication's own offset."""
    return timezone.localtime(value).isoformat(timespec="seconds")


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}

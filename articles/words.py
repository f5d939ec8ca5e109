"""A working copy as data, and back: what an edition keeps, and what restoring reads.

Schema 1 holds everything by reference:

    {"schema": 1, "format", "headline", "standfirst", "kicker", "slug", "section": id,
     "lead_photo": id | null, "tags": [{"id", "name"}, …], "bylines": [{"person": id, "role"}, …],
     "blocks": [{"type": "text", "html"}, {"type": "photo", "photo": id, "caption", "layout"},
                {"type": "pull_quote", "quote": id}, {"type": "essay_teaser", "essay": id},
                {"type": "embed", "url", "author", "text", "posted_at"}, {"type": "divider"}]}
"""

from typing import Any

from content_editor.contents import contents_for_item
from django.utils.dateparse import parse_datetime

from articles.markup import plain_text
from articles.models import (
    BLOCKS,
    Article,
    DividerBlock,
    EmbedBlock,
    EssayTeaserBlock,
    PhotoBlock,
    PullQuoteBlock,
    TextBlock,
)

SCHEMA = 1


def words_of(article: Article) -> dict[str, Any]:
    """What the module's docstring describes."""
    blocks = contents_for_item(article, BLOCKS)
    return {
        "schema": SCHEMA,
        "format": article.format,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "kicker": article.kicker,
        "slug": article.slug,
        "section": article.section_id,
        "lead_photo": article.lead_photo_id,
        "tags": [
            {"id": tag.pk, "name": tag.name}
            for tag in sorted(article.tags.all(), key=lambda tag: tag.name)
        ],
        "bylines": [
            {"person": byline.person_id, "role": byline.role} for byline in article.bylines.all()
        ],
        "blocks": [_block_words(block) for block in blocks.body],
    }


def _block_words(block: Any) -> dict[str, Any]:
    match block:
        case TextBlock():
            return {"type": "text", "html": block.html}
        case PhotoBlock():
            return {
                "type": "photo",
                "photo": block.photo_id,
                "caption": block.caption,
                "layout": block.layout,
            }
        case PullQuoteBlock():
            return {"type": "pull_quote", "quote": block.quote_id}
        case EssayTeaserBlock():
            return {"type": "essay_teaser", "essay": block.essay_id}
        case EmbedBlock():
            posted_at = block.posted_at and block.posted_at.isoformat()
            return {
                "type": "embed",
                "url": block.url,
                "author": block.author,
                "text": block.text,
                "posted_at": posted_at,
            }
        case DividerBlock():
            return {"type": "divider"}
    raise TypeError(f"not a block: {block!r}")


def block_from(words: dict[str, Any], article: Article, ordering: int) -> Any:
    """An unsaved block of the article from its words."""
    place = {"parent": article, "region": "body", "ordering": ordering}
    match words:
        case {"type": "text", "html": html}:
            return TextBlock(html=html, **place)
        case {"type": "photo", "photo": photo, "caption": caption, "layout": layout}:
            return PhotoBlock(photo_id=photo, caption=caption, layout=layout, **place)
        case {"type": "pull_quote", "quote": quote}:
            return PullQuoteBlock(quote_id=quote, **place)
        case {"type": "essay_teaser", "essay": essay}:
            return EssayTeaserBlock(essay_id=essay, **place)
        case {"type": "embed", "url": url, "author": author, "text": text, "posted_at": posted_at}:
            when = parse_datetime(posted_at) if posted_at else None
            return EmbedBlock(url=url, author=author, text=text, posted_at=when, **place)
        case {"type": "divider"}:
            return DividerBlock(**place)
    raise ValueError(f"unknown block: {words!r}")


def says_something(words: dict[str, Any]) -> bool:
    """Whether a block gives readers anything to read or to look at."""
    return words["type"] != "divider" and bool(plain_text(words.get("html", "…")))

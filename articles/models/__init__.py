from articles.models.article import Article, Byline, Format, PhotoEssay, Status
from articles.models.blocks import (
    BLOCKS,
    DividerBlock,
    EmbedBlock,
    EssayTeaserBlock,
    PhotoBlock,
    PullQuoteBlock,
    TextBlock,
)
from articles.models.edition import Edition, EditionPerson, EditionTag, EditionUse
from articles.models.person import Person
from articles.models.photo import Photo
from articles.models.publication import Publication
from articles.models.quote import Quote
from articles.models.search_word import SearchWord
from articles.models.section import Section

__all__ = [
    "BLOCKS",
    "Article",
    "Byline",
    "DividerBlock",
    "Edition",
    "EditionPerson",
    "EditionTag",
    "EditionUse",
    "EmbedBlock",
    "EssayTeaserBlock",
    "Format",
    "Person",
    "Photo",
    "PhotoBlock",
    "PhotoEssay",
    "Publication",
    "PullQuoteBlock",
    "Quote",
    "SearchWord",
    "Section",
    "Status",
    "TextBlock",
]

"""An edition as an index reads it."""

from unicodedata import normalize

from articles.markup import FOUND_END, FOUND_START
from articles.models import Edition

# A body longer than a book would break PostgreSQL's limit for one row of an index.
MOST_CHARACTERS = 300_000
MARKERS = str.maketrans("", "", FOUND_START + FOUND_END)

# One letter for one, so that a place in the folded text is the same place in the text.
ACCENTS = {
    code: parts[0]
    for code in range(0xC0, 0x1F00)
    if len(parts := normalize("NFD", chr(code))) > 1 and parts[0].isascii()
}


def fields_of(edition: Edition) -> list[str]:
    """Headline, standfirst, tags and body, without what we mark found words with."""
    tags = ", ".join(tag["name"] for tag in edition.frozen.get("tags", []))
    texts = (edition.headline, edition.standfirst, tags, edition.body_text[:MOST_CHARACTERS])
    return [text.translate(MARKERS) for text in texts]


def without_accents(text: str) -> str:
    """The text with e for é; as long as it was."""
    return text.translate(ACCENTS)

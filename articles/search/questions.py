import re
from functools import cached_property
from unicodedata import normalize

from articles.search.text import without_accents

MOST_CHARACTERS = 400
MOST_WORDS = 16
# Letters and digits of any script; both indexes split on everything else.
WORD = re.compile(r"[^\W_]+")
PHRASE = re.compile(r'"([^"]*)"|([^"]+)')

# Words that say nothing alone. PostgreSQL leaves them out of its index, SQLite does not.
LITTLE_WORDS = (
    "a an and are as at be but by did do does for from had has have he her his how i if in into is"
    " it its me my no nor not of on or our she so some such than that the their them then there"
    " these they this those to too us was we were what when where which who whom why will with you"
    " your s t"
)
STOP_WORDS = frozenset(LITTLE_WORDS.split())


class Question:
    """What a reader typed, as words and phrases; "like this" asks for a phrase."""

    def __init__(self, text: str) -> None:
        self.text = normalize("NFC", text[:MOST_CHARACTERS])

    @cached_property
    def phrases(self) -> list[list[str]]:
        """Each a list of words that stand side by side; most are of one word."""
        phrases = []
        for quoted, loose in PHRASE.findall(self.text):
            words = WORD.findall(quoted)
            phrases += [words] if words else [[word] for word in WORD.findall(loose)]
        telling = [phrase for phrase in phrases if any(map(_is_telling, phrase))]
        return telling[:MOST_WORDS]

    @property
    def expression(self) -> str:
        """Words and phrases in double quotes, all of them wanted: FTS5 and PostgreSQL's
        `websearch_to_tsquery` read this alike. Only letters, digits, spaces and quotes.
        """
        return without_accents(" ".join(f'"{" ".join(phrase)}"' for phrase in self.phrases))


def _is_telling(word: str) -> bool:
    return word.casefold() not in STOP_WORDS

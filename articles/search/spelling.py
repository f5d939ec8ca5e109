"""Did you mean: the words of the index, and the nearest of them to a word that it lacks."""

from difflib import get_close_matches

from django.db.models import Q
from django.db.models.functions import Length

from articles.models import Edition, SearchWord
from articles.search.questions import WORD, Question
from articles.search.text import fields_of

SHORTEST, LONGEST = 4, 40
MOST_CANDIDATES = 3000
MOST_MENDED = 4
# As difflib measures it: one slip in a word of four letters is still near.
NEARNESS = 0.74


def learn(edition: Edition) -> None:
    # In order: two publications at once that add the same words must not wait for each other.
    words = sorted({word.lower() for text in fields_of(edition) for word in _spelt(text)})
    SearchWord.objects.bulk_create(map(SearchWord, words), ignore_conflicts=True, batch_size=500)


def mended(question: Question) -> str | None:
    """What was typed with its unknown words replaced; None when nothing is near them."""
    typed = [word.lower() for phrase in question.phrases for word in _spelt(" ".join(phrase))]
    known = set(SearchWord.objects.filter(word__in=typed).values_list("word", flat=True))
    unknown = [word for word in dict.fromkeys(typed) if word not in known]
    nearest = {word: near for word in unknown[:MOST_MENDED] if (near := _nearest(word))}
    if not nearest:
        return None
    return WORD.sub(lambda match: nearest.get(match[0].lower(), match[0]), question.text)


def _spelt(text: str) -> list[str]:
    return [
        word for word in WORD.findall(text) if SHORTEST <= len(word) <= LONGEST and word.isalpha()
    ]


def _nearest(word: str) -> str | None:
    """The word that is spelt most like this one.

    A slip leaves the first or the last letters as they are, less than half of the word.
    """
    kept = (len(word) - 1) // 2
    likely = Q(word__startswith=word[:kept]) | Q(word__endswith=word[-kept:])
    candidates = (
        SearchWord.objects.annotate(length=Length("word"))
        .filter(likely, length__range=(len(word) - 2, len(word) + 2))
        .values_list("word", flat=True)[:MOST_CANDIDATES]
    )
    nearest = get_close_matches(word, candidates, n=8, cutoff=NEARNESS)
    # Letters that changed places are the commonest slip, and difflib counts them twice.
    return min(nearest, key=lambda near: sorted(near) != sorted(word), default=None)

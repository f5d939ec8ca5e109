from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from articles.masthead import masthead


def publication(request: HttpRequest) -> dict[str, object]:
    """What the masthead and the footer of every page name; one query, made only when drawn."""
    return {
        "publication": SimpleLazyObject(lambda: masthead(request).publication),
        "sections": SimpleLazyObject(lambda: masthead(request).sections),
    }

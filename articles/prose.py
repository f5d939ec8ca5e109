"""The one configuration of running text: what editors can set, the sanitiser lets through."""

import re
from typing import Any

from django.db.models import Model
from django_prose_editor.fields import ProseEditorField, create_sanitizer

EMPTY_TITLE = re.compile(r'(<a(?: href="[^"]*")?) title=""')

# Paragraphs without words, as a paste or a last Return leaves them.
EMPTY_END = re.compile(r"(?:\s*<p>(?:\s|&nbsp;|<br ?/?>)*</p>)+\s*$")

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {
        "autolink": False,
        "protocols": ["http", "https", "mailto"],
        "enableTarget": False,
    },
    "SpecialCharacters": True,
}


def without_empty_titles(html: str) -> str:
    """The editor asks for a link's title and writes down that there was none."""
    return EMPTY_TITLE.sub(r"\1", html)


class ProseField(ProseEditorField):
    """Sanitised HTML: p, h2, h3, strong, em, ul, ol, li, blockquote, br and links."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("extensions", EXTENSIONS)
        # From the last to the first.
        kwargs.setdefault("sanitize", [without_empty_titles, create_sanitizer])
        super().__init__(*args, **kwargs)

    def clean(self, value: str | None, instance: Model | None) -> str:
        return EMPTY_END.sub("", super().clean(value, instance))

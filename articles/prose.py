"""The one configuration of running text: what editors can set, the sanitiser lets through."""

from typing import Any

from django_prose_editor.fields import ProseEditorField

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


class ProseField(ProseEditorField):
    """Sanitised HTML: p, h2, h3, strong, em, ul, ol, li, blockquote, br and links."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", True)
        super().__init__(*args, **kwargs)

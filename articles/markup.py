"""Text to HTML: the only module that declares strings safe.

Running text is sanitised when it is stored (articles.prose); an edition's HTML is drawn by our own
templates from sanitised parts. Nothing else may pass through here.
"""

import json
import re
from html import unescape
from typing import Any

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

FOUND_START, FOUND_END = "\ue000", "\ue001"
BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|blockquote|figcaption|ul|ol)>|<br ?/?>", re.I)


def stored_html(html: str) -> SafeString:
    """HTML that was sanitised at the door or drawn when the edition was frozen."""
    return mark_safe(html)  # noqa: S308 - see the module's docstring


def plain_text(html: str) -> str:
    """Words without tags, one paragraph a line. For text of our own length, not for raw input."""
    lines = unescape(strip_tags(BLOCK_END.sub("\n", html))).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def found_words(text: str) -> SafeString:
    """A search snippet with its found words in `<mark>`; the markers are private-use characters."""
    marked = escape(text).replace(FOUND_START, "<mark>").replace(FOUND_END, "</mark>")
    return mark_safe(marked)  # noqa: S308 - escaped above


def json_ld(data: dict[str, Any]) -> SafeString:
    """A JSON-LD data block that no string inside can close (HTML standard, section 4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(  # noqa: S308 - escaped above
        f'<script type="application/ld+json">{text}</script>'
    )

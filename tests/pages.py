"""What a page's head says, as data."""

import json
import re
from collections import defaultdict
from html import unescape
from typing import Any

META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def meta_tags(html: str) -> dict[str, list[str]]:
    """All contents of each named tag, in order."""
    tags = defaultdict(list)
    for name, content in META.findall(html):
        tags[name].append(unescape(content))
    return dict(tags)


def structured_data(html: str) -> Any:
    """The page's one JSON-LD block; None without one."""
    blocks = JSON_LD.findall(html)
    assert len(blocks) <= 1
    return json.loads(blocks[0]) if blocks else None

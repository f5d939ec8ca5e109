"""What a photograph's file says of itself, and what of that a new photograph takes over.

Property names and their places in a file: IPTC Photo Metadata Standard 2023.2 (IIM 4.2, and XMP,
ISO 16684-1) and Exif 2.32. A file is somebody else's writing: whatever it holds, reading it never
raises, and what comes out is plain words on one line, cut to the length of our fields.
"""

import re
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from defusedxml.ElementTree import fromstring
from PIL import ExifTags, Image

from articles.licences import Licence
from articles.models.person import Person
from articles.models.photo import Photo

Words = defaultdict[str, list[str]]

LONGEST = {
    **{
        name: Photo._meta.get_field(name).max_length
        for name in ("headline", "credit", "copyright_notice", "alternative_text")
    },
    "caption": 2000,
    "photographer": Person._meta.get_field("name").max_length,
    "licence_url": 200,
}
MOST_KEYWORDS, LONGEST_KEYWORD = 50, 64
LARGEST_BLOCK = 2**20

IIM_UTF_8 = b"\x1b%G"
IIM = {
    105: "headline",
    120: "caption",
    110: "credit",
    80: "photographer",
    116: "copyright_notice",
    25: "keywords",
    55: "taken_on",
}
NAMESPACES = {
    "cc": "http://creativecommons.org/ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
XMP = {
    "photoshop:Headline": "headline",
    "dc:title": "headline",
    "dc:description": "caption",
    "photoshop:Credit": "credit",
    "dc:creator": "photographer",
    "dc:rights": "copyright_notice",
    "cc:license": "licence_url",
    "xmpRights:WebStatement": "licence_url",
    "Iptc4xmpCore:AltTextAccessibility": "alternative_text",
    "dc:subject": "keywords",
    "photoshop:DateCreated": "taken_on",
}
EXIF = {
    ExifTags.Base.ImageDescription: "caption",
    ExifTags.Base.Artist: "photographer",
    ExifTags.Base.Copyright: "copyright_notice",
}
CAMERA_TALK = re.compile(r".* DIGITAL CAMERA|SONY DSC|DCIM\\.*", re.I)
JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class PhotoMetadata:
    """What a file says of itself; empty where it says nothing."""

    headline: str = ""
    caption: str = ""
    credit: str = ""
    photographer: str = ""
    copyright_notice: str = ""
    licence: Licence | None = None
    licence_url: str = ""
    alternative_text: str = ""
    keywords: tuple[str, ...] = ()
    taken_on: date | None = None


def read(file: BinaryIO) -> PhotoMetadata:
    """IPTC IIM goes before XMP, and XMP before EXIF. Never raises; the file is rewound."""
    try:
        file.seek(0)
        with Image.open(file) as image:
            said = [_words(source, image) for source in (_from_iim, _from_xmp, _from_exif)]
    except Exception:  # Pillow's plugins raise nearly anything on broken files
        return PhotoMetadata()
    finally:
        file.seek(0)
    licences = (_licence(url) for words in said for url in words["licence_url"])
    days = (_day(day) for words in said for day in words["taken_on"])
    return PhotoMetadata(
        **{name: _fullest([_line(words, name) for words in said]) for name in LONGEST},
        licence=next(filter(None, licences), None),
        keywords=_keywords(said),
        taken_on=next(filter(None, days), None),
    )


def prefill(photo: Photo, metadata: PhotoMetadata) -> None:
    """Fill what is still empty, without saving; what somebody typed or chose is left alone.

    The photographer is linked only to the one person of that name. Without a credit line in the
    file, the credit names the photographer (IPTC: Credit Line and Creator are different things).
    """
    if photo.photographer is None:
        photo.photographer = _person_named(metadata.photographer)
    photographer = photo.photographer.name if photo.photographer else metadata.photographer
    photo.caption = photo.caption or metadata.caption
    photo.headline = photo.headline or metadata.headline
    photo.copyright_notice = photo.copyright_notice or metadata.copyright_notice
    photo.credit = photo.credit or metadata.credit
    if not photo.credit and photographer:
        photo.credit = f"Photograph: {photographer}"
    if not photo.is_decorative:
        photo.alternative_text = photo.alternative_text or metadata.alternative_text
    if photo.licence == Licence.ALL_RIGHTS_RESERVED and metadata.licence:
        photo.licence = metadata.licence


def _person_named(name: str) -> Person | None:
    """Files have straight quotation marks and apostrophes where our people have curly ones."""
    curly = re.sub(r'"([^"]*)"', r"“\1”", name).replace("'", "’")
    people = Person.objects.filter(name__in={name, curly})[:2]
    return people[0] if len(people) == 1 else None


def _words(source: Callable[[Image.Image], Iterator[tuple[str, str]]], image: Image.Image) -> Words:
    """What one source says, up to the point where it is broken."""
    words: Words = defaultdict(list)
    try:
        for name, value in source(image):
            words[name].append(value)
    except Exception:  # noqa: S110 - anybody may have written anything there
        pass
    return words


def _from_iim(image: Image.Image) -> Iterator[tuple[str, str]]:
    """Text is Latin-1 unless 1:90 says UTF-8 (IIM 4.2, 5.2): in practice Windows-1252."""
    encoding = "cp1252"
    for record, number, value in _datasets(_iim_block(image)):
        if (record, number) == (1, 90):
            encoding = "utf-8" if value == IIM_UTF_8 else encoding
        elif record == 2 and number in IIM:
            yield IIM[number], value.decode(encoding, "replace")


def _iim_block(image: Image.Image) -> bytes:
    """From a JPEG's Photoshop resource 0x0404, or a TIFF's tag 33723 (there often as integers)."""
    block = image.info.get("photoshop", {}).get(0x0404, b"")
    if image.format == "TIFF":
        block = image.tag_v2.get(33723, b"")
        if isinstance(block, tuple):
            order = "big" if image.tag_v2.prefix == b"MM" else "little"
            block = b"".join(number.to_bytes(4, order) for number in block[: LARGEST_BLOCK // 4])
    return block[:LARGEST_BLOCK]


def _datasets(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Record, number and value, until the block ends or stops making sense (IIM 4.2, 1.5)."""
    at = 0
    while block[at : at + 1] == b"\x1c":
        record, number, length = struct.unpack_from(">BBH", block, at + 1)
        at += 5
        if length > 0x7FFF:
            size = length & 0x7FFF
            length = int.from_bytes(block[at : at + size][:8])
            at += size
        if at + length > len(block):
            return
        yield record, number, block[at : at + length]
        at += length


def _from_xmp(image: Image.Image) -> Iterator[tuple[str, str]]:
    """Properties of the image itself, written as elements or as attributes (ISO 16684-1, 7)."""
    packet = image.info.get("xmp", b"")
    if not 0 < len(packet) <= LARGEST_BLOCK:
        return
    root = fromstring(packet.strip(b"\0 \r\n\t"), forbid_dtd=True)
    found = defaultdict(list)
    for description in root.iterfind(".//rdf:RDF/rdf:Description", NAMESPACES):
        for name, value in description.items():
            found[name].append(value)
        for each in description:
            found[each.tag] += _items(each)
    for key, name in XMP.items():
        yield from ((name, value) for value in found[_qualified(key)])


def _items(element: Any) -> list[str]:
    """All of a list, the default language of alternatives, or the plain value."""
    if items := element.findall("rdf:Alt/rdf:li", NAMESPACES):
        language = "{http://www.w3.org/XML/1998/namespace}lang"
        items = sorted(items, key=lambda item: item.get(language) != "x-default")[:1]
    items = items or element.findall("*/rdf:li", NAMESPACES)
    if items:
        return [item.text or "" for item in items]
    return [element.get(_qualified("rdf:resource")) or element.text or ""]


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _from_exif(image: Image.Image) -> Iterator[tuple[str, str]]:
    """Exif means ASCII and gets UTF-8; what cameras write by themselves is no caption."""
    exif = image.getexif()
    for tag, name in EXIF.items():
        value = exif.get(tag)
        if isinstance(value, str) and not CAMERA_TALK.fullmatch(value.strip(" \0")):
            yield name, _utf_8_if_it_is(value)
    taken = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    if isinstance(taken, str):
        yield "taken_on", taken


def _utf_8_if_it_is(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _line(words: Words, name: str) -> str:
    """Several people are named one after another; of anything else, the first counts."""
    values = filter(None, (_plain(value, LONGEST[name]) for value in words[name]))
    if name == "photographer":
        return ", ".join(dict.fromkeys(values))[: LONGEST[name]].rstrip(" ,")
    if name == "licence_url":
        values = (value for value in values if value.startswith(("http://", "https://")))
    return next(iter(values), "")


def _plain(text: str, longest: int) -> str:
    """One line without control, bidirectional and private-use characters."""
    kept = []
    for character in unicodedata.normalize("NFC", text[: longest * 4]):
        match unicodedata.category(character):
            case "Cc":
                kept.append(" ")
            case "Cf" if character not in JOINERS:
                pass
            case "Co" | "Cs":
                pass
            case _:
                kept.append(character)
    return " ".join("".join(kept).split())[:longest].rstrip()


def _fullest(values: list[str]) -> str:
    """The first that says something; IIM cuts values short, so one that goes on from it wins."""
    first, *others = [*filter(None, values), ""]
    return next((value for value in others if value and value.startswith(first)), first)


def _keywords(said: list[Words]) -> tuple[str, ...]:
    words = (word for source in said for word in source["keywords"][:MOST_KEYWORDS])
    plain = dict.fromkeys(_plain(word, LONGEST_KEYWORD) for word in words)
    return tuple(filter(None, plain))[:MOST_KEYWORDS]


def _licence(url: str) -> Licence | None:
    """The deed's address, also in a language, or that of the legal code."""
    url = re.sub(r"/(deed|legalcode)(\.[\w-]+)?/?$", "", url[:200].strip())
    return Licence.at(url.replace("://www.", "://"))


def _day(text: str) -> date | None:
    """20260504, 2026-05-04T09:00 or 2026:05:04 09:00:00; a month or a year alone is no day."""
    found = re.match(r"([0-9]{4})[-:]?([0-9]{2})[-:]?([0-9]{2})", text.strip())
    try:
        return found and date(*map(int, found.groups()))
    except ValueError:
        return None

"""Photographs as files: what may be uploaded, and the sizes and crops that pages show.

Nothing here knows requests or templates. Renditions are immutable: their names carry a digest of
the original, the focal point and the rights, so a changed photograph gets new addresses.
"""

import hashlib
import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO
from xml.sax.saxutils import quoteattr

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageCms, ImageOps

from articles.licences import Licence
from articles.models.photo import Photo

RECIPE = 1
FORMATS = {"JPEG": "image/jpeg", "PNG": "", "WEBP": "", "AVIF": "image/avif", "TIFF": ""}
WIDTHS = (480, 800, 1200, 1600, 2400)
FIRST_WIDTH = 1200
CARD_WIDTHS = (480, 800)
CROPS = {
    "card": (3, 2),
    "social": (1200, 630),
    "sixteen_nine": (16, 9),
    "four_three": (4, 3),
    "square": (1, 1),
}
SAVE = {
    "image/jpeg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    "image/avif": {"format": "AVIF", "quality": 60, "speed": 8},
}
EXTENSIONS = {"image/jpeg": "jpg", "image/avif": "avif"}


class UnusablePhoto(ValueError):
    """Says, in an editor's words, why a file cannot be taken as a photograph."""


@dataclass(frozen=True)
class Rendition:
    """One file: `crop` is empty for the whole picture, else a key of CROPS."""

    crop: str
    type: str
    width: int
    height: int
    name: str


def check_upload(file: BinaryIO, size: int) -> None:
    """Raise UnusablePhoto unless the file is one whole, still picture of a known kind."""
    if size > settings.MAX_PHOTO_BYTES:
        raise UnusablePhoto(
            f"This file is larger than {settings.MAX_PHOTO_BYTES // 2**20} MB. Save a smaller copy."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            file.seek(0)
            with Image.open(file, formats=list(FORMATS)) as image:
                # MPO: a JPEG with previews or a depth map behind the picture, as many phones make.
                if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
                    raise UnusablePhoto("This picture moves. Upload one still frame.")
                if image.width * image.height > settings.MAX_PHOTO_PIXELS:
                    raise UnusablePhoto(_too_many_pixels())
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnusablePhoto(_too_many_pixels()) from None
    except UnusablePhoto:
        raise
    except Exception:
        raise UnusablePhoto(
            "This is not a photograph that we can read. Upload a JPEG, PNG, WebP, AVIF or TIFF."
        ) from None
    finally:
        file.seek(0)


def _too_many_pixels() -> str:
    return f"This picture has more than {settings.MAX_PHOTO_PIXELS // 10**6} million pixels."


def content_hash(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def make_first_rendition(photo: Photo) -> None:
    """One JPEG at once, so that the desk and a hurried story have something to show."""
    image = _opened(photo)
    size = _whole_sizes(image, [FIRST_WIDTH])[0]
    files = [_written(photo, image.resize(size, Image.Resampling.LANCZOS), "", "image/jpeg")]
    _remember(photo, files)


def make_renditions(photo: Photo) -> None:
    """Every size and crop, in AVIF and JPEG where pages choose, from one decoding."""
    image = _opened(photo)
    files = []
    step = image
    for size in reversed(_whole_sizes(image, WIDTHS)):
        step = step.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        files += [_written(photo, step, "", kind) for kind in SAVE]
    for crop, ratio in CROPS.items():
        files += _crops(photo, image, crop, ratio)
    _remember(photo, files)


def _crops(
    photo: Photo, image: Image.Image, crop: str, ratio: tuple[int, int]
) -> Iterator[Rendition]:
    box = _crop_box(image.size, ratio, (photo.focal_x, photo.focal_y))
    widths, kinds = (CARD_WIDTHS, list(SAVE)) if crop == "card" else ((1200,), ["image/jpeg"])
    for width in sorted({min(width, box[2] - box[0]) for width in widths}):
        height = max(1, round(width * ratio[1] / ratio[0]))
        cut = image.resize((width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
        for kind in kinds:
            yield _written(photo, cut, crop, kind)


def _crop_box(
    size: tuple[int, int], ratio: tuple[int, int], focus: tuple[float, float]
) -> tuple[int, int, int, int]:
    """The largest box of this ratio, as near to the focal point as the edges allow."""
    width, height = size
    if width * ratio[1] > height * ratio[0]:
        box = (max(1, round(height * ratio[0] / ratio[1])), height)
    else:
        box = (width, max(1, round(width * ratio[1] / ratio[0])))
    left = min(max(round(focus[0] * width - box[0] / 2), 0), width - box[0])
    top = min(max(round(focus[1] * height - box[1] / 2), 0), height - box[1])
    return left, top, left + box[0], top + box[1]


def _whole_sizes(image: Image.Image, widths: Iterable[int]) -> list[tuple[int, int]]:
    """Smallest first, never larger than the original."""
    chosen = sorted({min(width, image.width) for width in widths})
    return [(width, max(1, round(width * image.height / image.width))) for width in chosen]


def _opened(photo: Photo) -> Image.Image:
    """The original, upright, in sRGB, without metadata."""
    with photo.image.open("rb") as file, Image.open(file) as original:
        image = ImageOps.exif_transpose(original)
        profile = original.info.get("icc_profile")
        if image.mode not in ("RGB", "L", "CMYK"):
            image = _on_white(image)
        if profile:
            image = _in_srgb(image, profile)
        image = image.convert("RGB")
    # Pillow writes EXIF and a JPEG's comment back when it encodes again: positions would leak.
    image.info = {}
    return image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":
        return image.point(lambda value: value / 256).convert("RGB")
    rgba = image.convert("RGBA")
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, rgba).convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        return ImageCms.profileToProfile(
            image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except ImageCms.PyCMSError:
        return image


def _written(photo: Photo, image: Image.Image, crop: str, kind: str) -> Rendition:
    digest = _digest(photo)
    part = f"-{crop.replace('_', '-')}" if crop else ""
    name = f"photos/{digest[:2]}/{digest}{part}-{image.width}.{EXTENSIONS[kind]}"
    if not default_storage.exists(name):
        buffer = io.BytesIO()
        image.save(buffer, **SAVE[kind], exif=b"", xmp=_rights_packet(photo))
        default_storage.save(name, ContentFile(buffer.getvalue()))
    return Rendition(crop, kind, image.width, image.height, name)


def _remember(photo: Photo, files: list[Rendition]) -> None:
    """On a photograph that is not saved yet, nothing asks the database: threads may do it."""
    photo.renditions = {"digest": _digest(photo), "files": [asdict(file) for file in files]}
    if photo.pk:
        photo.save(update_fields=["renditions"])


def _digest(photo: Photo) -> str:
    parts = [RECIPE, photo.content_hash, photo.focal_x, photo.focal_y, *_rights(photo)]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def _rights(photo: Photo) -> tuple[str, str, str]:
    return photo.credit, photo.copyright_notice, Licence(photo.licence).url


def has_stale_renditions(photo: Photo) -> bool:
    return photo.renditions.get("digest") != _digest(photo)


def _rights_packet(photo: Photo) -> bytes:
    """Credit, copyright and licence as XMP (IPTC Photo Metadata Standard 2023.2; xmpRights)."""
    credit, notice, licence = (
        quoteattr("".join(filter(str.isprintable, value))) for value in _rights(photo)
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about=""'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f" photoshop:Credit={credit} xmpRights:WebStatement={licence}>"
        f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{notice[1:-1]}</rdf:li></rdf:Alt>'
        "</dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


def photo_value(photo: Photo, caption: str = "") -> dict[str, Any]:
    """The photograph by value: all that a template needs to show it with its credit."""
    files = [Rendition(**each) for each in photo.renditions.get("files", [])]
    whole = [file for file in files if not file.crop]
    jpegs = [file for file in whole if file.type == "image/jpeg"]
    licence, photographer = Licence(photo.licence), photo.photographer
    value: dict[str, Any] = {
        "id": photo.pk,
        "alt": "" if photo.is_decorative else photo.alternative_text,
        "caption": caption or photo.caption,
        "credit": photo.credit,
        "headline": photo.headline,
        "photographer": photographer
        and {"name": photographer.name, "url": photographer.get_absolute_url()},
        "licence": {"name": licence.label, "url": licence.url} if licence.url else None,
        "copyright": photo.copyright_notice,
        "width": max((file.width for file in jpegs), default=photo.width),
        "height": max((file.height for file in jpegs), default=photo.height),
        "src": _source(jpegs),
        "srcset": _srcset(whole),
    }
    for crop in CROPS:
        cuts = [file for file in files if file.crop == crop]
        value[crop] = _crop_value(cuts) if cuts else None
    return value


def _crop_value(cuts: list[Rendition]) -> dict[str, Any]:
    jpegs = [file for file in cuts if file.type == "image/jpeg"]
    largest = max(jpegs, key=lambda file: file.width)
    return {
        "src": default_storage.url(largest.name),
        "width": largest.width,
        "height": largest.height,
        "srcset": _srcset(cuts),
    }


def _source(jpegs: list[Rendition]) -> str:
    if not jpegs:
        return ""
    return default_storage.url(min(jpegs, key=lambda file: abs(file.width - FIRST_WIDTH)).name)


def _srcset(files: list[Rendition]) -> dict[str, str]:
    """Media type to `srcset`, smallest first; AVIF before JPEG, as `<picture>` wants them."""
    sets = {}
    for kind in reversed(SAVE):
        chosen = sorted((f for f in files if f.type == kind), key=lambda file: file.width)
        if chosen:
            sets[kind] = ", ".join(f"{default_storage.url(f.name)} {f.width}w" for f in chosen)
    return sets

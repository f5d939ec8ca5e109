from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageCms, PngImagePlugin

from articles import images, photo_metadata
from articles.images import UnusablePhoto, check_upload, photo_value
from articles.licences import Licence
from articles.models import Photo
from tests import factories

NOT_READABLE = "This is not a photograph that we can read. Upload a JPEG, PNG, WebP, AVIF or TIFF."
MOVES = "This picture moves. Upload one still frame."
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def saved(image, kind="JPEG", **options):
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def halves(size=(600, 400)):
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0] // 2, size[1]))
    return image


def library_photo(content, **fields):
    photo = Photo(content_hash=images.content_hash(BytesIO(content)), **fields)
    photo.image.save("photo.jpg", ContentFile(content), save=False)
    images.make_renditions(photo)
    return photo


def files(photo, crop=None):
    """The pictures that were made, opened; those of one crop, or all."""
    for each in photo.renditions["files"]:
        if crop is None or each["crop"] == crop:
            with default_storage.open(each["name"]) as file:
                content = file.read()
            yield content, Image.open(BytesIO(content))


def largest(photo, crop=""):
    return max((image for _, image in files(photo, crop)), key=lambda image: image.width)


def is_near(colour, other):
    return all(abs(one - two) < 24 for one, two in zip(colour, other, strict=True))


def test_renditions_carry_neither_position_nor_comment():
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)
    exif[270] = "secret description"
    content = saved(
        halves(), exif=exif, comment=b"secret <script>", xmp=b"<x:xmpmeta>secret</x:xmpmeta>"
    )
    assert b"secret" in content

    photo = library_photo(content)

    kinds = set()
    for written, image in files(photo):
        kinds.add(image.format)
        assert dict(image.getexif()) == {}
        assert "comment" not in image.info
        assert b"secret" not in written
    assert kinds == {"AVIF", "JPEG"}


def test_picture_is_turned_upright():
    exif = Image.Exif()
    exif[274] = 6  # the top of the picture is at the right-hand side of the file

    photo = library_photo(saved(halves((600, 400)), exif=exif))

    upright = largest(photo)
    assert upright.size == (400, 600)
    assert is_near(upright.getpixel((200, 20)), RED)
    assert is_near(upright.getpixel((200, 580)), BLUE)


def test_colours_are_converted_to_srgb():
    """A colour profile that calls red what is blue."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")

    photo = library_photo(saved(Image.new("RGB", (600, 400), RED), icc_profile=swapped))

    for _, image in files(photo):
        assert "icc_profile" not in image.info
        assert is_near(image.convert("RGB").getpixel((50, 50)), BLUE)


def test_broken_colour_profile_is_ignored():
    photo = library_photo(saved(Image.new("RGB", (600, 400), RED), icc_profile=b"broken" * 40))

    assert is_near(largest(photo).getpixel((50, 50)), RED)


@pytest.mark.parametrize(
    ("image", "kind", "colour"),
    [
        (Image.new("RGBA", (60, 40), (0, 0, 0, 0)), "PNG", WHITE),
        (Image.new("LA", (60, 40), (0, 0)), "PNG", WHITE),
        (Image.new("CMYK", (60, 40), (0, 0, 0, 0)), "JPEG", WHITE),
        (Image.new("L", (60, 40), 255), "JPEG", WHITE),
        (Image.new("1", (60, 40), 1), "PNG", WHITE),
        (Image.new("P", (60, 40), 0), "PNG", (0, 0, 0)),
        (Image.new("I;16", (60, 40), 65535), "PNG", WHITE),
    ],
    ids=lambda value: value.mode if isinstance(value, Image.Image) else "",
)
def test_every_kind_of_pixel_becomes_plain_colour(image, kind, colour):
    photo = library_photo(saved(image, kind))

    assert largest(photo).mode == "RGB"
    assert is_near(largest(photo).getpixel((30, 20)), colour)


@pytest.mark.parametrize(
    ("focal_x", "left", "right"), [(0.0, RED, RED), (0.5, RED, BLUE), (1.0, BLUE, BLUE)]
)
@pytest.mark.parametrize("crop", ["card", "square", "social"])
def test_crops_keep_the_focal_point_in_view(crop, focal_x, left, right):
    photo = library_photo(saved(halves((800, 200))), focal_x=focal_x)

    cut = largest(photo, crop)

    assert is_near(cut.getpixel((10, 20)), left)
    assert is_near(cut.getpixel((cut.width - 10, 20)), right)


def test_crops_have_the_shape_that_pages_ask_for():
    photo = library_photo(saved(Image.new("RGB", (2600, 1800))))

    sizes = {crop: largest(photo, crop).size for crop in images.CROPS}

    assert sizes == {
        "card": (800, 533),
        "social": (1200, 630),
        "sixteen_nine": (1200, 675),
        "four_three": (1200, 900),
        "square": (1200, 1200),
    }


def test_nothing_is_enlarged():
    photo = library_photo(saved(Image.new("RGB", (500, 300))))

    assert sorted({each["width"] for each in photo.renditions["files"]}) == [
        300,
        400,
        450,
        480,
        500,
    ]


def test_widths_of_a_large_picture():
    photo = library_photo(saved(Image.new("RGB", (3000, 2000))))

    assert sorted({image.size for _, image in files(photo, "")}) == [
        (480, 320),
        (800, 533),
        (1200, 800),
        (1600, 1067),
        (2400, 1600),
    ]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_photographs_are_accepted(kind):
    content = saved(halves((60, 40)), kind)

    assert check_upload(BytesIO(content), len(content)) is None


def test_phone_photographs_that_hold_a_preview_are_accepted():
    content = saved(halves(), "MPO", save_all=True, append_images=[halves((60, 40))])

    check_upload(BytesIO(content), len(content))

    assert largest(library_photo(content)).size == (600, 400)


MOVING = {"save_all": True, "append_images": [halves((30, 40))]}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(saved(Image.new("RGB", (30, 40)), "WEBP", **MOVING), MOVES, id="moving WebP"),
        pytest.param(saved(Image.new("RGB", (30, 40)), "PNG", **MOVING), MOVES, id="moving PNG"),
        pytest.param(saved(halves(), "GIF"), NOT_READABLE, id="GIF"),
        pytest.param(saved(halves(), "PDF"), NOT_READABLE, id="PDF"),
        pytest.param(b"", NOT_READABLE, id="nothing"),
        pytest.param(b"The weir was open on Tuesday.", NOT_READABLE, id="text"),
        pytest.param(b"\0" * 4096, NOT_READABLE, id="zeros"),
        pytest.param(saved(halves())[:1500], NOT_READABLE, id="half a JPEG"),
        pytest.param(saved(halves(), "PNG")[:500], NOT_READABLE, id="half a PNG"),
        pytest.param(
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            NOT_READABLE,
            id="SVG",
        ),
        pytest.param(
            saved(Image.new("1", (10_000, 5_001)), "PNG"),
            "This picture has more than 50 million pixels.",
            id="more pixels than we draw",
        ),
        pytest.param(
            saved(Image.new("1", (20_000, 10_000)), "PNG"),
            "This picture has more than 50 million pixels.",
            id="far more pixels",
        ),
    ],
)
def test_what_is_no_photograph_is_refused_in_plain_words(content, words):
    file = BytesIO(content)

    with pytest.raises(UnusablePhoto) as refusal:
        check_upload(file, len(content))

    assert str(refusal.value) == words
    assert file.tell() == 0


def test_heavy_files_are_refused(settings):
    content = saved(halves())

    with pytest.raises(UnusablePhoto) as refusal:
        check_upload(BytesIO(content), settings.MAX_PHOTO_BYTES + 1)

    assert str(refusal.value) == "This file is larger than 30 MB. Save a smaller copy."


def test_text_hidden_in_a_png_is_left_behind():
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "secret")

    photo = library_photo(saved(halves(), "PNG", pnginfo=text))

    assert not any(b"secret" in content for content, _ in files(photo))


@pytest.mark.parametrize(
    ("credit", "notice"),
    [
        ("Photograph: Aitzol Berasategi", "© Aitzol Berasategi"),
        ('Photograph: Trevor "Freespace" O\'Shea', "R&D <Pictures>"),
        ("Photograph: Ana\x07 Ruiz", "© \x1fAna"),
    ],
)
def test_rights_are_written_into_every_rendition(credit, notice):
    photo = library_photo(
        saved(halves()), credit=credit, copyright_notice=notice, licence=Licence.CC_BY_SA
    )

    rights = set()
    for content, _ in files(photo):
        written = photo_metadata.read(BytesIO(content))
        rights.add((written.credit, written.copyright_notice, written.licence))

    readable = [text.replace("\x07", "").replace("\x1f", "") for text in (credit, notice)]
    assert rights == {(*readable, Licence.CC_BY_SA)}


@pytest.mark.django_db
def test_pages_are_offered_avif_before_jpeg():
    photo = factories.photo((1000, 700))

    value = photo_value(photo)

    assert list(value["srcset"]) == ["image/avif", "image/jpeg"]
    assert [each.split()[1] for each in value["srcset"]["image/avif"].split(", ")] == [
        "480w",
        "800w",
        "1000w",
    ]
    assert value["srcset"]["image/jpeg"] == value["srcset"]["image/avif"].replace(".avif", ".jpg")
    assert value["src"] == value["srcset"]["image/jpeg"].split(", ")[-1].split()[0]
    assert (value["width"], value["height"]) == (1000, 700)
    assert list(value["card"]["srcset"]) == ["image/avif", "image/jpeg"]
    assert (value["social"]["width"], value["social"]["height"]) == (1000, 525)


@pytest.mark.django_db
def test_photograph_by_value_names_its_people_and_rights():
    ana = factories.person("Ana Ruiz")
    photo = factories.photo(photographer=ana, licence=Licence.CC_BY, copyright_notice="© Ana Ruiz")

    value = photo_value(photo)

    assert value["credit"] == "Photograph: Aitzol Berasategi"
    assert value["photographer"] == {"name": "Ana Ruiz", "url": "/people/ana-ruiz/"}
    assert value["licence"] == {
        "name": "CC BY 4.0",
        "url": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert value["copyright"] == "© Ana Ruiz"
    assert value["alt"] == "The weir in low water"


@pytest.mark.django_db
def test_a_story_may_give_a_caption_of_its_own():
    photo = factories.photo()

    assert photo_value(photo)["caption"] == "The weir on Tuesday."
    assert photo_value(photo, "Here in spring.")["caption"] == "Here in spring."


@pytest.mark.django_db
def test_decorative_photograph_has_an_empty_alternative():
    photo = factories.photo(is_decorative=True, alternative_text="The weir")

    assert photo_value(photo)["alt"] == ""


@pytest.mark.django_db
def test_first_rendition_is_one_jpeg():
    photo = factories.photo((2000, 1000), made=False)

    images.make_first_rendition(photo)

    photo.refresh_from_db()
    value = photo_value(photo)
    assert [(each["type"], each["width"]) for each in photo.renditions["files"]] == [
        ("image/jpeg", 1200)
    ]
    assert list(value["srcset"]) == ["image/jpeg"]
    assert value["card"] is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("focal_x", 0.1),
        ("focal_y", 0.9),
        ("credit", "Photograph: Ana Ruiz"),
        ("copyright_notice", "© Ana Ruiz"),
        ("licence", Licence.CC_BY),
    ],
)
def test_addresses_change_with_focal_point_and_rights(field, changed):
    photo = factories.photo()
    before = {each["name"] for each in photo.renditions["files"]}

    setattr(photo, field, changed)
    was_stale = images.has_stale_renditions(photo)
    images.make_renditions(photo)

    after = {each["name"] for each in photo.renditions["files"]}
    assert was_stale
    assert not images.has_stale_renditions(photo)
    assert before.isdisjoint(after)


@pytest.mark.django_db
def test_addresses_stay_when_only_words_change():
    photo = factories.photo()
    before = photo.renditions

    photo.caption, photo.alternative_text = "Another caption.", "Another text"
    images.make_renditions(photo)

    assert photo.renditions == before


def test_addresses_tell_nothing_of_the_file():
    photo = library_photo(saved(halves()))

    assert photo.image.name.rpartition(".")[0].isalnum()
    assert all(each["name"].startswith("photos/") for each in photo.renditions["files"])
    assert not any("photo.jpg" in each["name"] for each in photo.renditions["files"])

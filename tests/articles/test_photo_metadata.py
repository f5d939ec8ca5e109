import struct
from datetime import date
from io import BytesIO
from random import Random

import pytest
from PIL import Image, PngImagePlugin, TiffImagePlugin

from articles.licences import Licence
from articles.models import Photo
from articles.photo_metadata import PhotoMetadata, prefill, read
from newsroom.demo import contents
from tests import factories

HEADLINE, CAPTION, BYLINE, CREDIT, NOTICE, KEYWORD, CREATED = 105, 120, 80, 110, 116, 25, 55
UTF_8 = b"\x1c\x01\x5a\x00\x03\x1b%G"
BY = "https://creativecommons.org/licenses/by/4.0/"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
        "cc": "http://creativecommons.org/ns#",
        "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    }.items()
)


def dataset(number, value):
    return b"\x1c\x02" + struct.pack(">BH", number, len(value)) + value


def xmp(properties="", attributes=""):
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/" {NAMESPACES}><rdf:RDF>'
        f'<rdf:Description rdf:about="" {attributes}>{properties}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    ).encode()


def alternatives(*texts):
    items = "".join(f'<rdf:li xml:lang="{language}">{text}</rdf:li>' for language, text in texts)
    return f"<rdf:Alt>{items}</rdf:Alt>"


def picture(kind="JPEG", iim=b"", **options):
    """A small file that carries these blocks of metadata."""
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind, **options)
    if iim:
        resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iim)) + iim + b"\0" * (len(iim) % 2)
        segment = b"Photoshop 3.0\0" + resource
        jpeg = file.getvalue()
        marker = b"\xff\xed" + struct.pack(">H", len(segment) + 2)
        file = BytesIO(jpeg[:2] + marker + segment + jpeg[2:])
    return file


def png_text(key, text):
    info = PngImagePlugin.PngInfo()
    info.add_itxt(key, text)
    return info


def tiff_tags(values):
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    for tag, value in values.items():
        tags[tag] = value
        tags.tagtype[tag] = 7 if isinstance(value, bytes) else 2
    return tags


def exif(tags, taken=None):
    data = Image.Exif()
    for tag, value in tags.items():
        data[tag] = value
    if taken:
        data.get_ifd(0x8769)[36867] = taken
    return data


def test_iptc_fields_are_read():
    file = picture(
        iim=dataset(HEADLINE, b"The weir")
        + dataset(CAPTION, b"The weir\rin low water.")
        + dataset(BYLINE, b"Ana Ruiz")
        + dataset(CREDIT, b"Ana Ruiz/Sallow Pictures")
        + dataset(NOTICE, b"(c) Ana Ruiz")
        + dataset(KEYWORD, b"river")
        + dataset(KEYWORD, b"weir")
        + dataset(CREATED, b"20260504")
    )

    metadata = read(file)

    assert metadata == PhotoMetadata(
        headline="The weir",
        caption="The weir in low water.",
        photographer="Ana Ruiz",
        credit="Ana Ruiz/Sallow Pictures",
        copyright_notice="(c) Ana Ruiz",
        keywords=("river", "weir"),
        taken_on=date(2026, 5, 4),
    )


@pytest.mark.parametrize(
    ("marker", "encoded"), [(b"", "Zoë’s café".encode("cp1252")), (UTF_8, "Zoë’s café".encode())]
)
def test_iptc_text_is_latin_unless_it_says_utf_8(marker, encoded):
    assert read(picture(iim=marker + dataset(CAPTION, encoded))).caption == "Zoë’s café"


def test_xmp_properties_are_read():
    file = picture(
        xmp=xmp(
            "<photoshop:Headline>The weir</photoshop:Headline>"
            f"<dc:description>{alternatives(('x-default', 'The weir in low water.'))}"
            "</dc:description>"
            "<dc:creator><rdf:Seq><rdf:li>Ana Ruiz</rdf:li><rdf:li>Jo Pell</rdf:li></rdf:Seq>"
            "</dc:creator>"
            f"<dc:rights>{alternatives(('x-default', '© Ana Ruiz'))}</dc:rights>"
            "<photoshop:Credit>Sallow Pictures</photoshop:Credit>"
            f"<xmpRights:WebStatement>{BY}</xmpRights:WebStatement>"
            f"<Iptc4xmpCore:AltTextAccessibility>{alternatives(('x-default', 'Water over stone'))}"
            "</Iptc4xmpCore:AltTextAccessibility>"
            "<dc:subject><rdf:Bag><rdf:li>river</rdf:li><rdf:li>weir</rdf:li></rdf:Bag></dc:subject>"
            "<photoshop:DateCreated>2026-05-04T09:00:00+01:00</photoshop:DateCreated>"
        )
    )

    metadata = read(file)

    assert metadata == PhotoMetadata(
        headline="The weir",
        caption="The weir in low water.",
        photographer="Ana Ruiz, Jo Pell",
        copyright_notice="© Ana Ruiz",
        credit="Sallow Pictures",
        licence=Licence.CC_BY,
        licence_url=BY,
        alternative_text="Water over stone",
        keywords=("river", "weir"),
        taken_on=date(2026, 5, 4),
    )


def test_xmp_properties_may_be_attributes():
    file = picture(xmp=xmp(attributes='photoshop:Credit="Sallow Pictures"'))

    assert read(file).credit == "Sallow Pictures"


def test_title_stands_in_for_a_missing_headline():
    file = picture(xmp=xmp(f"<dc:title>{alternatives(('x-default', 'Low water'))}</dc:title>"))

    assert read(file).headline == "Low water"


def test_default_language_is_chosen():
    texts = alternatives(("fr", "Le barrage"), ("x-default", "The weir"))

    file = picture(xmp=xmp(f"<dc:description>{texts}</dc:description>"))

    assert read(file).caption == "The weir"


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "TIFF"])
def test_xmp_is_read_from_other_formats(kind):
    packet = xmp("<photoshop:Credit>Sallow Pictures</photoshop:Credit>")
    if kind == "PNG":
        options = {"pnginfo": png_text("XML:com.adobe.xmp", packet.decode())}
    elif kind == "TIFF":
        options = {"tiffinfo": tiff_tags({700: packet})}
    else:
        options = {"xmp": packet}

    assert read(picture(kind, **options)).credit == "Sallow Pictures"


def test_iptc_is_read_from_tiff():
    file = picture("TIFF", tiffinfo=tiff_tags({33723: dataset(CREDIT, b"Sallow Pictures")}))

    assert read(file).credit == "Sallow Pictures"


def test_exif_is_read():
    tags = {270: "The weir in low water.", 315: "Zo?? Ruiz", 33432: "ZR"}
    file = picture(exif=exif(tags, taken="2026:05:04 09:00:00"))
    in_utf_8 = BytesIO(file.getvalue().replace(b"Zo??", "Zoë".encode()))

    assert read(in_utf_8) == PhotoMetadata(
        caption="The weir in low water.",
        photographer="Zoë Ruiz",
        copyright_notice="ZR",
        taken_on=date(2026, 5, 4),
    )


def test_what_a_camera_writes_by_itself_is_no_caption():
    assert read(picture(exif=exif({270: "OLYMPUS DIGITAL CAMERA         "}))).caption == ""


def test_iptc_goes_before_xmp_and_xmp_before_exif():
    file = picture(
        iim=dataset(CREDIT, b"From IPTC"),
        xmp=xmp(
            "<photoshop:Credit>From XMP</photoshop:Credit>"
            "<dc:creator><rdf:Seq><rdf:li>From XMP</rdf:li></rdf:Seq></dc:creator>"
        ),
        exif=exif({315: "From EXIF", 33432: "From EXIF"}),
    )

    metadata = read(file)

    assert metadata.credit == "From IPTC"
    assert metadata.photographer == "From XMP"
    assert metadata.copyright_notice == "From EXIF"


def test_what_iptc_cut_short_is_completed():
    """IIM has room for 32 bytes of a name."""
    name = "Hanne Oduya-Brandt and Wren Castellan"
    creator = f"<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>"

    file = picture(iim=dataset(BYLINE, name.encode()[:32]), xmp=xmp(creator))

    assert read(file).photographer == name


@pytest.mark.parametrize(
    ("url", "licence"),
    [
        (BY, Licence.CC_BY),
        ("http://creativecommons.org/licenses/by-sa/4.0", Licence.CC_BY_SA),
        ("https://www.creativecommons.org/licenses/by-nc/4.0/deed.de", Licence.CC_BY_NC),
        ("https://creativecommons.org/licenses/by-nd/4.0/legalcode", Licence.CC_BY_ND),
        ("https://creativecommons.org/publicdomain/zero/1.0/", Licence.CC0),
        ("https://creativecommons.org/licenses/by/2.0/", None),
        ("https://pictures.example/terms", None),
    ],
)
def test_licence_is_the_one_whose_address_the_file_gives(url, licence):
    metadata = read(picture(xmp=xmp(f'<cc:license rdf:resource="{url}"/>')))

    assert (metadata.licence, metadata.licence_url) == (licence, url)


def test_only_web_addresses_are_licence_addresses():
    file = picture(xmp=xmp('<cc:license rdf:resource="javascript:alert(1)"/>'))

    assert read(file).licence_url == ""


def test_file_is_rewound():
    file = picture()

    read(file)

    assert file.tell() == 0


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + xmp(
    "<photoshop:Credit>&b;</photoshop:Credit>"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + xmp(
    "<photoshop:Credit>&a;</photoshop:Credit>"
)


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(BytesIO(), id="an empty file"),
        pytest.param(BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), id="no picture"),
        pytest.param(BytesIO(picture().getvalue()[:60]), id="half a picture"),
        pytest.param(picture(iim=b"\x1c\x02\x78\x7f\xff short"), id="a length past the end"),
        pytest.param(picture(iim=b"\x1c\x02\x78\xff\xff" + b"\xff" * 40), id="a length of lengths"),
        pytest.param(picture(iim=b"\x1c\x02"), id="half a dataset"),
        pytest.param(picture(iim=b"no datasets"), id="no datasets"),
        pytest.param(picture(xmp=b"<x:xmpmeta"), id="broken XML"),
        pytest.param(picture(xmp=BOMB), id="an entity bomb"),
        pytest.param(picture(xmp=OUTSIDE), id="an outside entity"),
        pytest.param(picture(xmp=b"<a>" * 20_000), id="deep XML"),
        pytest.param(picture(exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff\x0e\x01"), id="broken EXIF"),
        pytest.param(picture(iim=dataset(CREATED, b"20269999")), id="a day that there is not"),
        pytest.param(picture(iim=dataset(CREATED, b"2026")), id="a year alone"),
    ],
)
def test_broken_and_hostile_files_say_nothing(file):
    assert read(file) == PhotoMetadata()


def test_what_stands_before_the_damage_is_kept():
    file = picture(
        iim=dataset(CREDIT, b"Sallow Pictures") + b"\x1c\x02\x78\x7f\xff",
        xmp=b"<broken",
        exif=exif({315: "Ana Ruiz"}),
    )

    metadata = read(file)

    assert (metadata.credit, metadata.photographer) == ("Sallow Pictures", "Ana Ruiz")


def test_any_damage_is_survived():
    random, whole = Random(1987), contents.photographs()[0].read_bytes()[:24_000]

    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(random.choice((1, 8, 64))):
            damaged[random.randrange(8_000)] = random.randrange(256)
        assert isinstance(read(BytesIO(damaged)), PhotoMetadata)


def test_text_loses_what_cannot_be_seen():
    text = (
        "Ana\0Ruiz \u202etxt\u202c \u2066x\u2069 \ue000found\ue001 \ufeffna\u200bïve\x07\u2028end"
    )

    metadata = read(picture(iim=UTF_8 + dataset(CREDIT, text.encode())))

    assert metadata.credit == "Ana Ruiz txt x found naïve end"


def test_endless_text_is_cut_to_the_length_of_the_field():
    tags = tiff_tags({270: "word " * 2_000_000, 315: "x" * 10_000, 33432: "y" * 10_000})

    metadata = read(picture("TIFF", tiffinfo=tags))

    assert metadata.caption == ("word " * 400).rstrip()
    assert metadata.photographer == "x" * 120
    assert metadata.copyright_notice == "y" * 200


def test_an_endless_packet_is_not_parsed():
    packet = xmp(f"<photoshop:Credit>{'x' * 2**20}</photoshop:Credit>")

    assert read(picture("TIFF", tiffinfo=tiff_tags({700: packet}))) == PhotoMetadata()


def test_keywords_are_counted_and_cut():
    words = b"".join(dataset(KEYWORD, f"{number} {'x' * 99}".encode()) for number in range(200))

    keywords = read(picture(iim=words)).keywords

    assert len(keywords) == 50
    assert {len(word) for word in keywords} == {64}


METADATA = PhotoMetadata(
    headline="The weir",
    caption="The weir in low water.",
    credit="Ana Ruiz/Sallow Pictures",
    photographer="Ana Ruiz",
    copyright_notice="© Ana Ruiz",
    licence=Licence.CC_BY,
    alternative_text="Water runs over stones.",
)


@pytest.mark.django_db
def test_empty_fields_are_filled():
    ana, photo = factories.person("Ana Ruiz"), Photo()

    prefill(photo, METADATA)

    assert photo.headline == "The weir"
    assert photo.caption == "The weir in low water."
    assert photo.credit == "Ana Ruiz/Sallow Pictures"
    assert photo.photographer == ana
    assert photo.copyright_notice == "© Ana Ruiz"
    assert photo.licence == Licence.CC_BY
    assert photo.alternative_text == "Water runs over stones."


@pytest.mark.django_db
def test_what_somebody_typed_stays():
    factories.person("Ana Ruiz")
    typed = {
        "headline": "Weir",
        "caption": "Low.",
        "credit": "A. Ruiz",
        "photographer": factories.person("Jo Pell"),
        "copyright_notice": "JP",
        "licence": Licence.CC_BY_ND,
        "alternative_text": "Stones.",
    }
    photo = Photo(**typed)

    prefill(photo, METADATA)

    assert {name: getattr(photo, name) for name in typed} == typed


@pytest.mark.django_db
def test_credit_names_the_photographer_when_the_file_has_no_credit_line():
    photo = Photo()

    prefill(photo, PhotoMetadata(photographer="Ana Ruiz"))

    assert photo.credit == "Photograph: Ana Ruiz"


@pytest.mark.django_db
def test_chosen_photographer_is_credited():
    photo = Photo(photographer=factories.person("Jo Pell"))

    prefill(photo, PhotoMetadata(photographer="Ana Ruiz"))

    assert photo.credit == "Photograph: Jo Pell"


@pytest.mark.django_db
@pytest.mark.parametrize("names", [[], ["ana ruiz"], ["Ana Ruiz-Pell"], ["Ana Ruiz", "Ana Ruiz"]])
def test_photographer_is_linked_to_nobody_but_the_one_of_that_name(names):
    photo = Photo()
    for name in names:
        factories.person(name)

    prefill(photo, PhotoMetadata(photographer="Ana Ruiz"))

    assert photo.photographer is None


@pytest.mark.django_db
def test_straight_quotation_marks_in_a_file_are_curly_ones_here():
    trevor, photo = factories.person("Trevor “Freespace” O’Shea"), Photo()

    prefill(photo, PhotoMetadata(photographer='Trevor "Freespace" O\'Shea'))

    assert photo.photographer == trevor
    assert photo.credit == "Photograph: Trevor “Freespace” O’Shea"


@pytest.mark.django_db
def test_decorative_photograph_gets_no_alternative_text():
    photo = Photo(is_decorative=True)

    prefill(photo, METADATA)

    assert photo.alternative_text == ""


@pytest.mark.django_db
def test_a_silent_file_fills_nothing():
    photo = Photo()

    prefill(photo, PhotoMetadata())

    assert (photo.credit, photo.caption, photo.photographer) == ("", "", None)
    assert photo.licence == Licence.ALL_RIGHTS_RESERVED

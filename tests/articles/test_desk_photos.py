from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django.asserts import assertInHTML

from articles.models import Photo, Quote
from tests import factories
from tests.forms import Form
from tests.staff import desk_of, member_of

pytestmark = pytest.mark.django_db

PHOTOS = "/desk/articles/photo/"


@pytest.fixture
def editor():
    return member_of("Editor")


@pytest.fixture
def desk(editor):
    return desk_of(editor)


def jpeg(size=(600, 400)):
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, "JPEG")
    return file.getvalue()


def upload(desk, content, name="weir.jpg", kind="image/jpeg", **fields):
    form = Form(desk.get(f"{PHOTOS}add/").text).fill(**fields)
    file = SimpleUploadedFile(name, content, kind)
    return desk.post(f"{PHOTOS}add/", form.sent() | {"image": file})


def stored(settings):
    """Files among the renditions and among the private originals."""
    folders = settings.MEDIA_ROOT, settings.ORIGINALS_ROOT
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


def errors_of(response):
    return [error for field in response.context["errors"] for error in field]


# Uploading


def test_uploaded_photograph_is_stored_with_its_words_and_every_size(
    desk, editor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = upload(
            desk,
            jpeg(),
            alternative_text="The weir",
            caption="The weir on Tuesday.",
            credit="Photograph: Ana Ruiz",
            licence="cc-by-4.0",
        )

    photo = Photo.objects.get()
    assert response.status_code == 302
    assert (photo.alternative_text, photo.caption, photo.credit, photo.licence) == (
        "The weir",
        "The weir on Tuesday.",
        "Photograph: Ana Ruiz",
        "cc-by-4.0",
    )
    assert (photo.uploaded_by, photo.width, photo.height) == (editor, 600, 400)
    assert {(file["crop"], file["type"], file["width"]) for file in photo.renditions["files"]} == {
        ("", "image/jpeg", 480),
        ("", "image/avif", 480),
        ("", "image/jpeg", 600),
        ("", "image/avif", 600),
        ("card", "image/jpeg", 480),
        ("card", "image/avif", 480),
        ("card", "image/jpeg", 600),
        ("card", "image/avif", 600),
        ("social", "image/jpeg", 600),
        ("sixteen_nine", "image/jpeg", 600),
        ("four_three", "image/jpeg", 533),
        ("square", "image/jpeg", 400),
    }


def test_uploaded_photograph_can_be_shown_before_the_worker_comes_to_it(desk):
    upload(desk, jpeg())

    (file,) = Photo.objects.get().renditions["files"]
    assert (file["crop"], file["type"], file["width"]) == ("", "image/jpeg", 600)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"Dear editor,", "letter.txt", "text/plain"),
        (b"Dear editor,", "weir.jpg", "image/jpeg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "weir.svg", "image/svg+xml"),
        (b"<script>alert(1)</script>", "weir.png", "image/png"),
        (jpeg()[:400], "weir.jpg", "image/jpeg"),
        (b"%PDF-1.7", "weir.pdf", "application/pdf"),
    ],
    ids=["letter", "letter as JPEG", "SVG", "script as PNG", "half a JPEG", "PDF"],
)
def test_what_is_no_photograph_is_refused_and_nothing_stored(desk, settings, content, name, kind):
    before = stored(settings)

    response = upload(desk, content, name, kind)

    assert response.status_code == 200
    assert len(errors_of(response)) == 1
    assert not Photo.objects.exists()
    assert stored(settings) == before


def test_form_without_a_file_is_refused(desk):
    form = Form(desk.get(f"{PHOTOS}add/").text)

    response = desk.post(f"{PHOTOS}add/", form.sent())

    assert errors_of(response) == ["This field is required."]


def test_photograph_is_decorative_or_has_alternative_text(desk):
    response = upload(desk, jpeg(), is_decorative="on", alternative_text="The weir")

    assert errors_of(response) == ["It has alternative text: clear that, or untick decorative."]
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"), [("focal_x", "1.01"), ("focal_y", "-1"), ("focal_x", "NaN")]
)
def test_focal_point_outside_of_the_picture_is_refused(desk, name, value):
    photo = factories.photo()
    address = f"{PHOTOS}{photo.pk}/change/"
    form = Form(desk.get(address).text).fill(**{name: value})

    response = desk.post(address, form.sent())

    assert len(errors_of(response)) == 1
    photo.refresh_from_db()
    assert (photo.focal_x, photo.focal_y) == (0.5, 0.5)


# Mending


@pytest.mark.parametrize(
    ("field", "drawn"),
    [
        ("caption", "<p>Mended.</p>"),
        ("credit", '<p class="credit">Mended.</p>'),
        ("alternative_text", 'alt="Mended."'),
    ],
)
def test_mended_words_show_in_live_stories(
    desk, client, django_capture_on_commit_callbacks, field, drawn
):
    photo = factories.photo()
    edition = factories.published_article(lead_photo=photo)
    address = f"{PHOTOS}{photo.pk}/change/"
    form = Form(desk.get(address).text).fill(**{field: "Mended."})

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, form.sent())

    assert client.get(edition.get_absolute_url()).text.count(drawn) == 1


def test_mended_name_of_a_person_shows_in_live_stories(
    desk, client, django_capture_on_commit_callbacks
):
    person = factories.person("Maud Tarant", slug="maud")
    edition = factories.published_article(by=[person])
    address = f"/desk/articles/person/{person.pk}/change/"
    form = Form(desk.get(address).text).fill(name="Maud Tarrant")

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, form.sent())

    page = client.get(edition.get_absolute_url()).text
    assertInHTML('<dd><a href="/people/maud/">Maud Tarrant</a></dd>', page, 1)


# Deleting


@pytest.mark.parametrize("use", ["lead_photo", "photos"])
@pytest.mark.parametrize("is_published", [False, True])
def test_photograph_in_use_is_not_deleted(desk, use, is_published):
    photo = factories.photo()
    words = {use: photo if use == "lead_photo" else [photo]}
    make = factories.published_article if is_published else factories.article
    make("The ferry stays", **words)

    page = desk.post(f"{PHOTOS}{photo.pk}/delete/", {"post": "yes"})

    assert page.status_code == 200
    assert page.context["protected"]
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_photograph_that_an_older_edition_shows_is_not_deleted(desk):
    photo = factories.photo()
    article = factories.published_article(lead_photo=photo).article
    article.lead_photo = None
    article.save()
    factories.published(article)

    desk.post(f"{PHOTOS}{photo.pk}/delete/", {"post": "yes"})

    assert Photo.objects.filter(pk=photo.pk).exists()


def test_selection_with_a_photograph_in_use_is_not_deleted(desk):
    used, unused = factories.photo(), factories.photo()
    factories.article(lead_photo=used)
    chosen = {"action": "delete_selected", "_selected_action": [used.pk, unused.pk], "post": "yes"}

    desk.post(PHOTOS, chosen)

    assert Photo.objects.count() == 2


def test_unused_photograph_is_deleted(desk):
    photo = factories.photo()

    desk.post(f"{PHOTOS}{photo.pk}/delete/", {"post": "yes"})

    assert not Photo.objects.exists()


def test_quote_in_use_is_not_deleted(desk):
    quote = factories.quote()
    factories.article(quotes=[quote])

    page = desk.post(f"/desk/articles/quote/{quote.pk}/delete/", {"post": "yes"})

    assert page.context["protected"]
    assert Quote.objects.exists()


# Lists


@pytest.mark.parametrize(
    ("lacks", "found"), [("credit", ["Without credit"]), ("alternative", ["Without words"])]
)
def test_library_finds_what_lacks_words(desk, lacks, found):
    factories.photo(headline="Complete")
    factories.photo(headline="Without credit", credit="")
    factories.photo(headline="Without words", alternative_text="")
    factories.photo(headline="Decorative", alternative_text="", is_decorative=True)

    page = desk.get(f"{PHOTOS}?lacks={lacks}")

    assert [photo.headline for photo in page.context["cl"].result_list] == found


def test_markup_in_words_is_shown_as_it_was_typed(desk):
    nasty = '"><script>alert(1)</script>'
    photo = factories.photo(
        headline=nasty, caption=nasty, credit=nasty, alternative_text=nasty, copyright_notice=nasty
    )

    pages = [desk.get(PHOTOS), desk.get(f"{PHOTOS}{photo.pk}/change/")]

    for page in pages:
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)" in page.text

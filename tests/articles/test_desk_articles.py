import pytest
from django.apps import apps
from pytest_django.asserts import assertInHTML

from articles import publishing
from articles.models import Article, Byline, TextBlock
from articles.words import words_of
from tests import factories
from tests.factories import moment
from tests.forms import Form
from tests.staff import desk_of, member_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

STORIES = "/desk/articles/article/"
ESSAYS = "/desk/articles/photoessay/"


@pytest.fixture
def editor():
    return member_of("Editor", first_name="Ida", last_name="Weir")


@pytest.fixture
def desk(editor):
    return desk_of(editor)


def form_at(desk, address):
    return Form(desk.get(address).text)


def address_of(article):
    kind = "photoessay" if article.is_photo_essay else "article"
    return f"/desk/articles/{kind}/{article.pk}/change/"


def story_form(desk, address=f"{STORIES}add/"):
    """A story with each kind of block, in another order than that of the kinds."""
    form = form_at(desk, address).fill(
        headline="The ferry stays",
        standfirst="By one vote.",
        kicker="Night ferry",
        section=factories.section("Town").pk,
        tags='river, "Mill Hall"',
        lead_photo=factories.photo().pk,
    )
    photo, quote = factories.photo(), factories.quote(speaker=factories.person("Doris Weir"))
    form.fill(**{"bylines-0-person": factories.person("Maud Tarrant").pk, "bylines-0-role": "by"})
    form.add("bylines", person=factories.person("Ana Ruiz").pk, role="translated_by", position=1)
    form.add_block("divider", 70)
    form.add_block("text", 60, html="<p>The end.</p>")
    form.add_block("text", 10, html="<p>By one vote.</p>")
    form.add_block("pullquote", 30, quote=quote.pk)
    form.add_block("photo", 20, photo=photo.pk, layout="wide", caption="The clerk counts.")
    form.add_block(
        "embed",
        50,
        url="https://posts.example/1",
        author="Doris",
        text="We row.",
        posted_at_0="2026-05-03",
        posted_at_1="22:12:00",
    )
    essay = factories.published_photo_essay("Low water")
    return form.add_block("essayteaser", 40, essay=essay.article_id)


def counts():
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def errors_of(response):
    return [error for field in response.context["errors"] for error in field]


# Writing


def test_new_story_is_stored_with_every_block_in_its_place(desk, editor):
    sent = story_form(desk).sent()
    photo, quote, essay = (
        sent[f"articles_{name}_set-0-{field}"][0]
        for name, field in [
            ("photoblock", "photo"),
            ("pullquoteblock", "quote"),
            ("essayteaserblock", "essay"),
        ]
    )

    response = desk.post(f"{STORIES}add/", sent)

    story = Article.objects.get(headline="The ferry stays")
    assert (response.status_code, response.url) == (302, address_of(story))
    assert (story.format, story.slug, story.created_by) == ("story", "the-ferry-stays", editor)
    assert [str(byline) for byline in story.bylines.all()] == [
        "By Maud Tarrant",
        "Translated by Ana Ruiz",
    ]
    assert sorted(story.tags.names()) == ["Mill Hall", "river"]
    assert words_of(story)["blocks"] == [
        {"type": "text", "html": "<p>By one vote.</p>"},
        {"type": "photo", "photo": photo, "caption": "The clerk counts.", "layout": "wide"},
        {"type": "pull_quote", "quote": quote},
        {"type": "essay_teaser", "essay": essay},
        {
            "type": "embed",
            "url": "https://posts.example/1",
            "author": "Doris",
            "text": "We row.",
            "posted_at": "2026-05-03T21:12:00+00:00",
        },
        {"type": "text", "html": "<p>The end.</p>"},
        {"type": "divider"},
    ]


def test_new_photo_essay_is_stored_with_its_frames(desk):
    lead, frame = factories.photo(), factories.photo()
    form = form_at(desk, f"{ESSAYS}add/").fill(headline="Low water", lead_photo=lead.pk)
    form.add_block("photo", 10, photo=frame.pk, layout="half", caption="")
    form.add_block("text", 20, html="<p>Between.</p>")

    desk.post(f"{ESSAYS}add/", form.sent())

    essay = Article.objects.get()
    assert (essay.format, essay.lead_photo) == ("photo_essay", lead)
    assert words_of(essay)["blocks"] == [
        {"type": "photo", "photo": frame.pk, "caption": "", "layout": "half"},
        {"type": "text", "html": "<p>Between.</p>"},
    ]


def test_form_that_is_sent_as_it_came_changes_nothing(desk):
    desk.post(f"{STORIES}add/", story_form(desk).sent())
    story = Article.objects.get(headline="The ferry stays")
    before = words_of(story)

    response = desk.post(address_of(story), form_at(desk, address_of(story)).sent())

    assert response.status_code == 302
    assert words_of(Article.objects.get(pk=story.pk)) == before


def test_blocks_are_moved_changed_and_removed(desk):
    article = factories.article(photos=[factories.photo()], quotes=[factories.quote()])
    form = form_at(desk, address_of(article)).fill(
        **{
            "headline": "The ferry goes",
            "articles_textblock_set-0-html": "<p>In April.</p>",
            "articles_photoblock_set-0-ordering": "1",
            "articles_pullquoteblock_set-0-DELETE": "on",
        }
    )

    desk.post(address_of(article), form.sent())

    words = words_of(Article.objects.get())
    assert words["headline"] == "The ferry goes"
    assert [block["type"] for block in words["blocks"]] == ["photo", "text"]
    assert words["blocks"][1]["html"] == "<p>In April.</p>"


def test_readers_see_nothing_of_a_change_before_it_is_published(desk, client):
    edition = factories.published_article("The ferry stays")
    before = client.get(edition.get_absolute_url()).content
    form = form_at(desk, address_of(edition.article)).fill(headline="The ferry goes")

    desk.post(address_of(edition.article), form.sent())

    assert Article.objects.get().headline == "The ferry goes"
    assert client.get(edition.get_absolute_url()).content == before


def test_text_keeps_only_what_the_editor_offers(desk):
    form = form_at(desk, f"{STORIES}add/").fill(headline="Nasty")
    form.add_block(
        "text",
        10,
        html='<p onclick="x()">One <b>two</b> <a href="javascript:x()">three</a></p>'
        '<script>x()</script><h2 style="color: red">Four</h2><img src=x onerror=x()>'
        '<p><a href="https://a.example/" target="_blank">five</a></p>',
    )

    desk.post(f"{STORIES}add/", form.sent())

    html = TextBlock.objects.get().html
    assert "<h2>Four</h2>" in html
    assert 'href="https://a.example/"' in html
    for nasty in ("onclick", "javascript", "script", "style", "<img", "onerror", "target"):
        assert nasty not in html


# What cannot be stored


def test_story_without_headline_is_not_stored(desk):
    form = story_form(desk).fill(headline="")
    before = counts()

    response = desk.post(f"{STORIES}add/", form.sent())

    assert errors_of(response) == ["This field is required."]
    assert counts() == before


def test_block_that_is_not_complete_keeps_the_whole_form_from_being_stored(desk):
    article = factories.article("Before")
    form = form_at(desk, address_of(article)).fill(headline="After")
    form.add_block("embed", 90, url="ftp://no", author="", text="", posted_at_0="", posted_at_1="")

    response = desk.post(address_of(article), form.sent())

    assert errors_of(response) == [
        "Enter a valid URL.",
        "This field is required.",
        "This field is required.",
    ]
    assert Article.objects.get().headline == "Before"


@pytest.mark.parametrize(
    "field", ["headline", "standfirst", "kicker", "slug", "tags", "articles_textblock_set-0-html"]
)
def test_hidden_null_characters_are_refused(desk, field):
    article = factories.article("Before")
    form = form_at(desk, address_of(article)).fill(**{field: "A\x00B"})

    response = desk.post(address_of(article), form.sent())

    assert response.status_code == 200
    assert "Null characters are not allowed." in errors_of(response)
    assert Article.objects.get().headline == "Before"


@pytest.mark.parametrize("tags", ["x" * 101, "…", '"…", river'])
def test_tags_that_could_have_no_page_are_refused(desk, tags):
    form = form_at(desk, f"{STORIES}add/").fill(headline="Eels", tags=tags)

    response = desk.post(f"{STORIES}add/", form.sent())

    assert len(errors_of(response)) == 1
    assert not Article.objects.exists()


def test_slug_of_another_article_is_refused(desk):
    factories.published_photo_essay("Low water")
    form = form_at(desk, f"{STORIES}add/").fill(headline="Low water", slug="low-water")

    response = desk.post(f"{STORIES}add/", form.sent())

    assert errors_of(response) == [
        "Another article has, or once had, this address. Choose another."
    ]
    assert Article.objects.count() == 1


def test_same_person_in_the_same_role_is_refused(desk):
    article = factories.article()
    person = article.bylines.get().person_id
    form = form_at(desk, address_of(article)).add("bylines", person=person, role="by", position=1)

    response = desk.post(address_of(article), form.sent())

    assert response.status_code == 200
    assert Byline.objects.count() == 1


def test_writer_cannot_point_at_a_draft_essay_of_somebody_else():
    essay = factories.photo_essay("Somebody else's secret")
    writer = desk_of(member_of("Writer"))
    form = form_at(writer, f"{STORIES}add/").fill(headline="Curious")
    form.add_block("essayteaser", 10, essay=essay.pk)

    response = writer.post(f"{STORIES}add/", form.sent(), follow=True)

    assert "secret" not in response.text


# Preview


def test_preview_of_a_new_story_is_the_page_that_readers_will_get(desk, client):
    sent = story_form(desk).sent("_preview")
    before = counts()

    preview = desk.post(f"{STORIES}add/", sent)

    assert preview.status_code == 200
    assert counts() == before
    desk.post(f"{STORIES}add/", sent | {"_preview": [], "_save": ["pressed"]})
    edition = publishing.publish(Article.objects.get(headline="The ferry stays"))
    assert preview.content == client.get(edition.get_absolute_url()).content


def test_preview_of_a_change_stores_nothing(desk):
    edition = factories.published_article("Before", tags=["river"])
    form = form_at(desk, address_of(edition.article)).fill(
        **{"headline": "After", "tags": "weir", "articles_textblock_set-0-html": "<p>New.</p>"}
    )
    before = counts(), words_of(edition.article)

    preview = desk.post(address_of(edition.article), form.sent("_preview"))

    assertInHTML('<h1 id="headline">After</h1>', preview.text, 1)
    assertInHTML("<p>New.</p>", preview.text, 1)
    assert (counts(), words_of(Article.objects.get())) == before


def test_preview_is_kept_by_nobody(desk):
    article = factories.article()

    preview = desk.post(address_of(article), form_at(desk, address_of(article)).sent("_preview"))

    assert {"private", "no-store"} <= set(preview.headers["Cache-Control"].split(", "))


def test_preview_of_a_form_with_mistakes_says_so_and_stores_nothing(desk):
    article = factories.article("Before")
    form = form_at(desk, address_of(article)).fill(headline="", kicker="New")

    response = desk.post(address_of(article), form.sent("_preview"))

    assertInHTML("<h1>No preview yet</h1>", response.text, 1)
    assertInHTML("<li>Headline: This field is required.</li>", response.text, 1)
    assert (Article.objects.get().headline, Article.objects.get().kicker) == ("Before", "")


# Lists


def test_list_says_where_each_story_stands(desk, clock):
    factories.article("A draft")
    factories.published_article("Scheduled", live_from=moment(2026, 5, 5, 9))
    factories.published_article("Live")
    changed = factories.published_article("Changed").article
    withdrawn = factories.published_article("Withdrawn").article
    clock.shift(60)
    changed.save()
    publishing.withdraw(withdrawn)

    page = desk.get(STORIES)

    admin = page.context["cl"].model_admin
    states = {row.headline: admin.state(row) for row in page.context["cl"].result_list}
    assert states == {
        "A draft": '<span class="state state--draft">Draft</span>',
        "Scheduled": '<span class="state state--scheduled">Scheduled</span>',
        "Live": '<span class="state state--live">Live</span>',
        "Changed": '<span class="state state--live">Live · unpublished changes</span>',
        "Withdrawn": '<span class="state state--withdrawn">Withdrawn</span>',
    }


@pytest.mark.parametrize("status", ["draft", "scheduled", "live", "withdrawn"])
def test_list_is_filtered_by_where_stories_stand(desk, clock, status):
    factories.article("draft")
    factories.published_article("scheduled", live_from=moment(2026, 5, 5, 9))
    factories.published_article("live")
    withdrawn = factories.published_article("withdrawn").article
    clock.shift(60)
    publishing.withdraw(withdrawn)

    page = desk.get(f"{STORIES}?status={status}")

    assert [row.headline for row in page.context["cl"].result_list] == [status]


@pytest.mark.parametrize("query", ["?q=weir", "?q=%00", "?status=no", "?section__id__exact=abc"])
def test_strange_questions_to_the_list_are_no_trouble(desk, query):
    assert desk.get(f"{STORIES}{query}").status_code in (200, 302)


def test_list_takes_as_many_queries_for_thirty_stories_as_for_one(
    desk, django_assert_num_queries, django_assert_max_num_queries
):
    factories.published_article("Story", tags=["river"])
    with django_assert_max_num_queries(20) as one:
        desk.get(STORIES)
    for number in range(29):
        factories.published_article(f"Story {number}", tags=["river"])

    with django_assert_num_queries(len(one)):
        desk.get(STORIES)

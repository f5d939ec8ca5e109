import re
from datetime import timedelta

import pytest
import time_machine as machine
from django.contrib.auth import get_user_model

from articles import publishing
from articles.models import (
    Byline,
    DividerBlock,
    Edition,
    EditionPerson,
    EditionTag,
    EditionUse,
    TextBlock,
)
from articles.publishing import NotReady
from tests import factories
from tests.factories import moment

pytestmark = pytest.mark.django_db

LINK = re.compile(r'href="(/[0-9]{4}/[^"]+)"')
NINE = moment(2026, 5, 4, 9)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock():
    with machine.travel(NINE, tick=False) as traveller:
        yield traveller


def shown(article):
    """The number of the edition that readers see, if they see one."""
    edition = article.live_edition()
    return edition and edition.number


# Publish


def test_publishing_shows_the_working_copy_from_now_on(clock):
    article = factories.article("The ferry stays", kicker="Night ferry")

    edition = publishing.publish(article)

    assert article.live_edition() == edition
    assert (edition.number, edition.kind) == (1, Edition.Kind.FIRST)
    assert (edition.headline, edition.kicker) == ("The ferry stays", "Night ferry")
    assert (edition.live_from, edition.live_until) == (NINE, None)
    assert (edition.first_published_at, edition.updated_at) == (NINE, NINE)


def test_publishing_names_who_did_it_and_what_changed():
    editor = get_user_model().objects.create_user("editor")

    edition = publishing.publish(factories.article(), editor, note="The name of the weir.")

    assert (edition.published_by, edition.note) == (editor, "The name of the weir.")


def test_publishing_again_replaces_what_readers_see(clock):
    article = factories.article("The ferry stays")
    first = publishing.publish(article)
    clock.shift(HOUR)
    article.headline = "The ferry stays, by one vote"
    article.save()

    second = publishing.publish(article)

    first.refresh_from_db()
    assert first.live_until == NINE + HOUR
    assert first.headline == "The ferry stays"
    assert article.live_edition() == second
    assert (second.number, second.headline) == (2, "The ferry stays, by one vote")


def test_substantive_update_moves_the_public_time(clock):
    article = factories.published_article().article
    clock.shift(HOUR)

    edition = publishing.publish(article, kind=Edition.Kind.SUBSTANTIVE)

    assert (edition.first_published_at, edition.updated_at) == (NINE, NINE + HOUR)
    assert edition.is_updated


def test_minor_edit_leaves_the_public_time_where_it_is(clock):
    article = factories.published_article().article
    clock.shift(HOUR)

    edition = publishing.publish(article, kind=Edition.Kind.MINOR)

    assert (edition.first_published_at, edition.updated_at) == (NINE, NINE)
    assert not edition.is_updated


def test_publishing_with_an_end_goes_off_by_the_clock(clock):
    article = factories.published_article(off_at=NINE + HOUR).article

    clock.shift(HOUR)

    assert shown(article) is None


def test_publishing_what_would_end_before_it_begins_is_refused(clock):
    article = factories.article()

    with pytest.raises(ValueError, match="taken off before readers see it"):
        publishing.publish(article, off_at=NINE)

    assert not article.editions.exists()


def test_publishing_leaves_what_is_scheduled_scheduled(clock):
    article = factories.article()
    due = publishing.schedule(article, NINE + HOUR)

    now = publishing.publish(article)

    assert article.live_edition() == now
    assert article.due_edition() == due
    clock.shift(HOUR)
    assert article.live_edition() == due


def test_scheduled_first_edition_is_an_update_once_another_came_before_it(clock):
    article = factories.article()
    due = publishing.schedule(article, NINE + HOUR)

    now = publishing.publish(article)

    due.refresh_from_db()
    assert (now.kind, now.updated_at) == (Edition.Kind.FIRST, NINE)
    assert (due.kind, due.updated_at) == (Edition.Kind.SUBSTANTIVE, NINE + HOUR)


def test_edition_remembers_its_tags_people_photographs_quotes_and_essays():
    essay = factories.photo_essay()
    writer, speaker = factories.person("Yusra Hallam"), factories.person("Doris Weir")
    photo, lead = factories.photo(), factories.photo(colour="navy")
    quote = factories.quote(speaker=speaker)
    article = factories.article(
        by=[writer],
        tags=["ferry", "river"],
        photos=[photo],
        quotes=[quote],
        essays=[essay],
        lead_photo=lead,
    )

    edition = publishing.publish(article)

    tags = EditionTag.objects.filter(edition=edition)
    people = EditionPerson.objects.filter(edition=edition)
    uses = EditionUse.objects.filter(edition=edition)
    assert sorted(tags.values_list("tag__name", flat=True)) == ["ferry", "river"]
    assert list(people.values_list("person", "role")) == [(writer.pk, "by")]
    assert set(uses.values_list("photo", "quote", "essay")) == {
        (photo.pk, None, None),
        (lead.pk, None, None),
        (None, quote.pk, None),
        (None, None, essay.pk),
    }


def test_person_in_two_roles_is_remembered_in_both():
    person = factories.person()
    article = factories.article(by=[person])
    Byline.objects.create(article=article, person=person, role=Byline.Role.PHOTOGRAPHS_BY)

    edition = publishing.publish(article)

    roles = EditionPerson.objects.filter(edition=edition, person=person)
    assert sorted(roles.values_list("role", flat=True)) == ["by", "photographs_by"]


# What stands in the way


def test_bare_working_copy_lacks_everything_and_says_so():
    article = factories.article("", section=None, by=[], body="")

    with pytest.raises(NotReady) as refusal:
        publishing.publish(article)

    assert refusal.value.problems == [
        "It has no headline.",
        "It has no section.",
        "It has no byline: add at least one person.",
        "It has no body: add some text or a photograph.",
    ]
    assert not article.editions.exists()


def test_headline_of_spaces_is_no_headline():
    article = factories.article("   ", slug="spaces")

    assert publishing.problems_with(article) == ["It has no headline."]


def test_photo_essay_without_opening_photograph_is_not_ready():
    essay = factories.photo_essay(lead_photo=None)

    assert publishing.problems_with(essay) == ["A photo essay needs an opening photograph."]


def test_empty_text_and_dividers_are_no_body():
    article = factories.article(body="<p> </p>")
    DividerBlock.objects.create(parent=article, region="body", ordering=20)

    problems = publishing.problems_with(article)

    assert problems == ["It has no body: add some text or a photograph."]


def test_photographs_without_words_or_credit_are_named():
    lead = factories.photo(headline="The weir", alternative_text="", made=False)
    shown = factories.photo(headline="The mill", credit=" ", made=False)
    article = factories.article(lead_photo=lead, photos=[shown])

    problems = publishing.problems_with(article)

    assert sorted(problems) == [
        "The photograph “The mill” has no credit.",
        "The photograph “The weir” has no alternative text.",
    ]


def test_decorative_photograph_needs_no_alternative_text():
    photo = factories.photo(alternative_text="", is_decorative=True, made=False)

    assert publishing.problems_with(factories.article(lead_photo=photo)) == []


def test_article_of_a_single_pull_quote_is_ready():
    article = factories.article(body="", quotes=[factories.quote()])

    assert publishing.problems_with(article) == []


def test_live_edition_stays_when_its_update_is_not_ready():
    article = factories.published_article().article
    TextBlock.objects.filter(parent=article).delete()

    with pytest.raises(NotReady):
        publishing.publish(article)

    assert shown(article) == 1


# Schedule


def test_scheduled_edition_is_shown_from_its_hour(clock):
    article = factories.article()

    edition = publishing.schedule(article, NINE + HOUR)

    assert shown(article) is None
    clock.move_to(NINE + HOUR - timedelta(microseconds=1), tick=False)
    assert shown(article) is None
    clock.move_to(NINE + HOUR, tick=False)
    assert article.live_edition() == edition
    assert edition.first_published_at == NINE + HOUR


def test_scheduled_edition_keeps_the_words_of_the_moment_of_scheduling(clock):
    article = factories.article("The ferry stays")
    publishing.schedule(article, NINE + HOUR)
    article.headline = "The ferry goes"
    article.save()

    clock.shift(HOUR)

    assert article.live_edition().headline == "The ferry stays"


def test_scheduling_again_takes_the_place_of_the_earlier_plan(clock):
    article = factories.article()
    publishing.schedule(article, NINE + HOUR)

    second = publishing.schedule(article, NINE + 2 * HOUR)

    assert list(article.editions.due()) == [second]
    clock.shift(HOUR)
    assert shown(article) is None


def test_moment_that_has_passed_is_refused(clock):
    article = factories.article()

    with pytest.raises(ValueError, match="This moment has passed"):
        publishing.schedule(article, NINE)

    assert not article.editions.exists()


def test_earlier_plan_stays_when_the_new_one_is_not_ready(clock):
    article = factories.article()
    plan = publishing.schedule(article, NINE + HOUR)
    Byline.objects.filter(article=article).delete()

    with pytest.raises(NotReady):
        publishing.schedule(article, NINE + 2 * HOUR)

    assert list(article.editions.due()) == [plan]


def test_unscheduled_edition_never_comes(clock):
    article = factories.article()
    publishing.schedule(article, NINE + HOUR)

    publishing.unschedule(article)

    clock.shift(2 * HOUR)
    assert shown(article) is None
    assert not article.was_public()


def test_unscheduling_leaves_the_live_edition_alone(clock):
    article = factories.published_article().article
    publishing.schedule(article, NINE + HOUR)

    publishing.unschedule(article)

    clock.shift(2 * HOUR)
    assert shown(article) == 1


# Withdraw


def test_withdrawn_article_is_live_no_more(clock):
    edition = factories.published_article()
    clock.shift(HOUR)

    publishing.withdraw(edition.article)

    edition.refresh_from_db()
    assert shown(edition.article) is None
    assert edition.live_until == NINE + HOUR


def test_withdrawing_cancels_what_is_scheduled(clock):
    article = factories.article()
    publishing.schedule(article, NINE + HOUR)

    publishing.withdraw(article)

    clock.shift(2 * HOUR)
    assert shown(article) is None
    assert not article.was_public()


def test_withdrawn_article_comes_back_under_its_first_date(clock):
    article = factories.published_article().article
    clock.shift(HOUR)
    publishing.withdraw(article)
    clock.shift(HOUR)

    edition = publishing.publish(article)

    assert article.live_edition() == edition
    assert (edition.number, edition.kind) == (2, Edition.Kind.SUBSTANTIVE)
    assert (edition.first_published_at, edition.updated_at) == (NINE, NINE + 2 * HOUR)


# Photo essays that stories point at


@pytest.fixture
def essay(clock):
    return factories.photo_essay("Low water")


@pytest.fixture
def story(essay):
    """Live, with a teaser of an essay that is a draft."""
    return factories.published_article("The river", essays=[essay]).article


def links(edition):
    return LINK.findall(edition.body_html)


def test_teaser_of_a_draft_essay_is_left_out(story):
    assert links(story.live_edition()) == []


def test_teaser_appears_when_its_essay_is_published(story, essay):
    publishing.publish(essay)

    edition = story.live_edition()
    assert (edition.number, links(edition)) == (1, ["/2026/05/low-water/"])


def test_teaser_goes_when_its_essay_is_withdrawn(story, essay):
    publishing.publish(essay)

    publishing.withdraw(essay)

    assert links(story.live_edition()) == []


def test_teaser_follows_its_essay_to_a_new_address(story, essay):
    publishing.publish(essay)
    essay.slug = "dry-summer"
    essay.save()

    publishing.publish(essay)

    assert links(story.live_edition()) == ["/2026/05/dry-summer/"]


def test_teaser_appears_in_a_story_that_waits_for_its_next_edition(story, essay):
    due = publishing.schedule(story, NINE + HOUR)

    publishing.publish(essay)

    due.refresh_from_db()
    assert links(story.live_edition()) == ["/2026/05/low-water/"]
    assert links(due) == ["/2026/05/low-water/"]


def test_frames_of_a_scheduled_essay_follow_it_when_an_earlier_edition_fixes_its_address(clock):
    essay = factories.photo_essay("Low water")
    due = publishing.schedule(essay, moment(2026, 6, 1, 9))

    publishing.publish(essay)

    due.refresh_from_db()
    assert links(due) == ["/2026/05/low-water/photos/2/", "/2026/05/low-water/photos/3/"]

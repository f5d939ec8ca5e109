from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model

from articles import publishing
from articles.models import (
    Byline,
    Edition,
    EditionPerson,
    EditionTag,
    EditionUse,
)
from tests import factories
from tests.factories import moment

pytestmark = pytest.mark.django_db

NINE = moment(2026, 5, 4, 9)
HOUR = timedelta(hours=1)


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

    assert article.live_edition() is None


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

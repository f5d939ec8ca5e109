"""One newspaper for the whole module: making it takes some seconds. The tests only read it."""

import re
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from taggit.models import Tag

from articles.markup import plain_text
from articles.models import (
    Article,
    Edition,
    Person,
    Photo,
    Publication,
    Quote,
    Section,
    TextBlock,
)
from articles.search import search
from donations.models import Campaign, Pledge
from newsroom.demo import accounts, contents

EVENING = datetime(2026, 11, 23, 20, 30, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker):
    """Called `db` so that these tests run among those that leave the database as it was."""
    with (
        time_machine.travel(EVENING, tick=False),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        said = StringIO()
        call_command("demo", every_size=False, stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


def stories():
    return Edition.objects.live().exclude(format="photo_essay")


def running_text(edition):
    """The story's own words: no pull quotes, captions, posts or teasers."""
    blocks = TextBlock.objects.filter(parent=edition.article).order_by("ordering")
    return "\n".join(plain_text(block.html) for block in blocks)


def test_newsroom_is_filled(db):
    counts = {
        "stories": stories().count(),
        "photo essays": Edition.objects.live().photo_essays().count(),
        "scheduled": Edition.objects.due().count(),
        "drafts": Article.objects.with_status().filter(status="draft").count(),
        "sections": Section.objects.count(),
        "tags": Tag.objects.count(),
        "quotes": Quote.objects.count(),
        "photographs": Photo.objects.count(),
        "people": Person.objects.count(),
        "campaigns": Campaign.objects.running().count(),
        "pledges": Pledge.objects.count(),
    }

    assert counts == {
        "stories": 28,
        "photo essays": 2,
        "scheduled": 1,
        "drafts": 2,
        "sections": 6,
        "tags": 25,
        "quotes": 30,
        "photographs": 9,
        "people": 22,
        "campaigns": 1,
        "pledges": 40,
    }


def test_stories_are_as_long_as_real_ones(db):
    lengths = {story.slug: len(running_text(story).split()) for story in stories()}

    assert {slug: words for slug, words in lengths.items() if not 400 <= words <= 1200} == {}


def test_publication_says_that_it_is_a_demonstration(db):
    publication = Publication.objects.current()

    assert publication.name == "The Millrace"
    assert publication.notice.startswith("This is a demonstration")
    assert "This is a demonstration" in publication.about


def test_every_story_has_a_section_a_byline_and_tags(db):
    editions = Edition.objects.all()

    assert [e.slug for e in editions if not (e.section and e.authors and e.frozen["tags"])] == []


def test_every_photograph_carries_its_real_credit(db):
    credits = {
        line.split("|")[1].strip().removesuffix(".jpg"): [
            cell.strip() for cell in line.split("|")[2:4]
        ]
        for line in (contents.PHOTOS / "CREDITS.md").read_text().splitlines()
        if ".jpg" in line
    }
    names = {
        person: person.replace('"', "“", 1).replace('"', "”") for person, _ in credits.values()
    }
    titles = {
        photo.headline: [photo.credit, photo.photographer.name, f"[{photo.get_licence_display()}]"]
        for photo in Photo.objects.select_related("photographer")
    }

    assert sorted(titles.values()) == sorted(
        [f"Photograph: {names[person]}", names[person], licence.partition("(")[0]]
        for person, licence in credits.values()
    )


def test_every_photograph_has_words_from_its_file(db):
    dogs = Photo.objects.get(headline="Neighbours")

    assert dogs.caption == "Two spaniels watch the street from the window of a timber house."
    assert dogs.alternative_text == (
        "Two brown spaniels lean out of the open window of a weathered timber house."
    )
    assert (dogs.focal_x, dogs.focal_y) == (0.5, 0.38)
    assert not Photo.objects.filter(alternative_text="").exists()
    assert not Photo.objects.filter(caption="").exists()


def test_photographers_are_credited_for_photographs_only(db):
    photographers = Person.objects.filter(photos__isnull=False).distinct()

    assert set(photographers.values_list("role", "biography")) == {("Photographer", "")}
    assert not Quote.objects.filter(speaker__in=photographers).exists()
    assert not Edition.objects.filter(
        person_rows__person__in=photographers, person_rows__role="by"
    ).exists()


def test_every_link_between_stories_leads_to_a_live_one(db):
    addresses = {edition.get_absolute_url() for edition in Edition.objects.live()}
    links = {
        (edition.slug, address)
        for edition in Edition.objects.all()
        for block in edition.data["blocks"]
        if block["type"] == "text"
        for address in re.findall(r'href="(/[^"]*)"', block["html"])
    }

    assert len(links) > 30
    assert {(slug, address) for slug, address in links if address not in addresses} == set()


def test_links_out_lead_nowhere_real(db):
    html = " ".join(Edition.objects.values_list("body_html", flat=True))
    hosts = set(re.findall(r'href="https?://([^/"]+)', html))

    assert {
        host for host in hosts if not host.endswith(".example") and host != "creativecommons.org"
    } == set()


def test_pulled_quotes_stand_word_for_word_in_the_story(db):
    pulled = {
        (quote.text, edition)
        for edition in Edition.objects.live()
        for quote in Quote.objects.filter(uses__edition=edition)
    }

    assert len(pulled) > 20
    assert [text for text, edition in pulled if text not in running_text(edition)] == []


def test_nobody_is_quoted_before_they_spoke(db):
    early = [
        (edition.slug, quote.text)
        for edition in Edition.objects.live()
        for quote in Quote.objects.filter(uses__edition=edition)
        if quote.said_on > timezone.localdate(edition.first_published_at)
    ]

    assert early == []


def test_essays_are_teased_by_stories(db):
    for essay in Edition.objects.live().photo_essays():
        teasing = Edition.objects.live().filter(uses__essay=essay.article_id)

        assert teasing.exists()
        for story in teasing:
            assert essay.get_absolute_url() in story.body_html


def test_stories_stand_at_their_hours(db):
    lead = Edition.objects.live().get(slug="the-river-wants-its-meadow-back")

    assert timezone.localtime(lead.first_published_at) == EVENING.replace(hour=10, minute=40)
    assert timezone.localtime(lead.updated_at) == EVENING.replace(hour=16, minute=12)
    assert Edition.objects.live().newest_first().first() == lead
    assert lead.get_absolute_url() == "/2026/11/the-river-wants-its-meadow-back/"


def test_updates_change_the_words(db):
    article = Article.objects.get(slug="the-river-wants-its-meadow-back")
    first, second, third = article.editions.order_by("number")

    assert [edition.kind for edition in (first, second, third)] == ["first", "minor", "substantive"]
    assert "forty row of leeks" in first.body_text
    assert "forty rows of leeks" in second.body_text
    assert "from below, through the drains" not in second.body_text
    assert "from below, through the drains" in third.body_text
    assert third.is_updated


def test_nothing_looks_changed_since_it_was_published(db):
    assert not Article.objects.with_status().exclude(status="draft").filter(has_changes=True)


def test_drafts_belong_to_the_writer(db):
    drafts = Article.objects.with_status().filter(status="draft")

    assert [draft.created_by.username for draft in drafts] == ["writer", "writer"]


def test_logins_are_people_in_their_groups(db):
    who = {
        login: (
            user.get_full_name(),
            list(user.groups.values_list("name", flat=True)),
            user.is_superuser,
        )
        for login in accounts.LOGINS
        if (user := authenticate(username=login, password=accounts.PASSWORD))
    }

    assert who == {
        "editor": ("Ines Vellacott", ["Editor"], False),
        "writer": ("Maud Tarrant", ["Writer"], False),
        "fundraiser": ("Tamsin Okello", ["Fundraiser"], False),
        "admin": ("The Publisher", [], True),
    }


def test_campaign_is_two_thirds_of_the_way(db):
    campaign = Campaign.objects.current()

    assert campaign.name == "The winter drive"
    assert campaign.days_left == 19
    assert 50 < campaign.percent < 90
    assert campaign.supporters == 40


def test_pledges_were_made_in_the_past(db):
    assert not Pledge.objects.filter(pledged_at__gt=timezone.now()).exists()


def test_stories_can_be_found(db):
    found = search("night ferry")

    assert "night-ferry-survives-by-one-vote" in {hit.edition.slug for hit in found[:3]}


def test_readers_see_every_page(db, client):
    addresses = ["/", "/latest/", "/photo-essays/", "/quotes/", "/people/", "/tags/", "/about/"]
    addresses += [section.get_absolute_url() for section in Section.objects.all()]
    addresses += [edition.get_absolute_url() for edition in Edition.objects.live()]
    addresses += [person.get_absolute_url() for person in Person.objects.all()]

    answers = {address: client.get(address).status_code for address in addresses}

    assert {address for address, status in answers.items() if status != 200} == set()


def test_a_newsroom_with_content_is_left_alone(db):
    before = Article.objects.count()

    with pytest.raises(CommandError) as refusal:
        call_command("demo", stdout=StringIO())

    assert str(refusal.value) == (
        "There is content in this database: the demonstration only fills an empty one."
    )
    assert Article.objects.count() == before


def test_if_empty_is_quiet_where_there_is_content(db):
    said = StringIO()

    call_command("demo", if_empty=True, stdout=said)

    assert said.getvalue() == ""


def test_command_says_what_it_made_and_that_the_password_is_no_secret(db):
    assert "30 stories published, 3 scheduled or in draft, 9 photographs, 30 quotes" in db
    assert "Their password is millrace and no secret" in db

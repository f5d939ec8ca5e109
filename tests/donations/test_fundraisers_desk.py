from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.roles import make_groups
from donations.models import Campaign, Pledge
from donations.roles import ROLES
from tests.donations.pledges import campaign, pledge

pytestmark = pytest.mark.django_db

PLEDGES = reverse("admin:donations_pledge_changelist")
CAMPAIGNS = reverse("admin:donations_campaign_changelist")


def member_of(name):
    user = User.objects.create_user(name.lower(), is_staff=True)
    user.groups.add(Group.objects.get_or_create(name=name)[0])
    return user


@pytest.fixture
def fundraiser(client):
    client.force_login(member_of("Fundraiser"))
    return client


def permissions_of(name):
    permissions = Group.objects.get(name=name).permissions.filter(
        content_type__app_label="donations"
    )
    return sorted(permissions.values_list("codename", flat=True))


def test_fundraiser_may_read_pledges_and_keep_campaigns():
    assert permissions_of("Fundraiser") == [
        "add_campaign",
        "change_campaign",
        "view_campaign",
        "view_pledge",
    ]


def test_group_can_be_made_again_and_before_the_permissions_are_there():
    Group.objects.get(name="Fundraiser").delete()
    Permission.objects.filter(content_type__app_label="donations").delete()
    ContentType.objects.filter(app_label="donations").delete()
    before = Group.objects.count()

    make_groups(apps, ROLES)
    make_groups(apps, ROLES)

    assert Group.objects.count() == before + 1
    assert len(permissions_of("Fundraiser")) == 4


def test_list_shows_what_was_promised(fundraiser):
    pledge(reference="MR-2345-6789", amount=Decimal("12.5"), frequency="monthly")

    page = fundraiser.get(PLEDGES).text

    assert '<td class="field-promise"><span class="nowrap">£12.50 a month</span></td>' in page
    assert '<td class="field-method">Bank transfer</td>' in page
    assert '<span class="nowrap">MR-2345-6789</span>' in page


@pytest.mark.parametrize("term", ["MR-2345-6789", "renn", "weir.example"])
def test_pledge_is_found_by_reference_name_and_email(fundraiser, term):
    pledge(reference="MR-2345-6789")
    pledge(name="Ada Pruett", email="ada@brush.example")

    page = fundraiser.get(PLEDGES, {"q": term})

    assert [found.reference for found in page.context["cl"].result_list] == ["MR-2345-6789"]


def test_list_makes_as_many_queries_for_three_pledges_as_for_one(fundraiser):
    pledge(campaign=campaign())

    with CaptureQueriesContext(connection) as for_one:
        fundraiser.get(PLEDGES)
    pledge(campaign=campaign())
    pledge(campaign=campaign())
    with CaptureQueriesContext(connection) as for_three:
        fundraiser.get(PLEDGES)

    assert len(for_three) == len(for_one)


def test_pledge_can_be_read_and_not_changed(fundraiser):
    promised = pledge(message="For the kettle")
    address = reverse("admin:donations_pledge_change", args=[promised.pk])

    page = fundraiser.get(address)
    posted = fundraiser.post(address, {"name": "Eve", "amount": "1"})

    assert "For the kettle" in page.text
    assert promised.token not in page.text
    assert page.text.count('<input type="text"') == 0
    assert posted.status_code == 403
    assert Pledge.objects.get().name == "Tobias Renn"


@pytest.mark.parametrize("act", ["add", "delete"])
def test_nobody_adds_or_deletes_pledges_at_the_desk(admin_client, act):
    promised = pledge()
    arguments = [] if act == "add" else [promised.pk]

    response = admin_client.post(reverse(f"admin:donations_pledge_{act}", args=arguments))

    assert response.status_code == 403
    assert Pledge.objects.count() == 1


def test_pledges_cannot_be_deleted_from_the_list(admin_client):
    promised = pledge()

    admin_client.post(PLEDGES, {"action": "delete_selected", "_selected_action": promised.pk})

    assert Pledge.objects.count() == 1


@pytest.mark.parametrize("group", ["Editor", "Writer"])
def test_pledges_and_donors_are_closed_to_others(client, group):
    promised = pledge()
    client.force_login(member_of(group))
    pages = [PLEDGES, CAMPAIGNS, reverse("admin:donations_pledge_change", args=[promised.pk])]

    assert [client.get(page).status_code for page in pages] == [403, 403, 403]


def test_fundraiser_starts_a_campaign(fundraiser):
    response = fundraiser.post(
        reverse("admin:donations_campaign_add"),
        {
            "name": "The spring drive",
            "slug": "spring",
            "headline": "The river rises, so does the rent",
            "text": "A kettle, mostly.",
            "goal": "40000",
            "currency": "GBP",
            "starts_on": "2027-03-01",
            "ends_on": "2027-04-30",
        },
    )

    assert response.status_code == 302
    assert Campaign.objects.get().goal == Decimal(40000)


def test_impossible_campaign_is_refused_with_reasons(fundraiser):
    drive = campaign()

    response = fundraiser.post(
        reverse("admin:donations_campaign_change", args=[drive.pk]),
        {
            "name": drive.name,
            "slug": drive.slug,
            "headline": drive.headline,
            "text": drive.text,
            "goal": "0",
            "currency": "GBP",
            "starts_on": "2027-03-01",
            "ends_on": "2027-02-01",
        },
    )

    assert response.context["adminform"].form.errors == {
        "goal": ["A goal is more than nothing."],
        "__all__": ["A campaign ends after the day it starts."],
    }


def test_campaign_list_shows_how_far_it_has_come(fundraiser):
    pledge(campaign=campaign(goal=Decimal(1000)), amount=Decimal(250))

    page = fundraiser.get(CAMPAIGNS).text

    assert '<td class="field-goal_written">£1,000</td>' in page
    assert '<td class="field-promised">£250</td>' in page
    assert '<td class="field-reached">25 %</td>' in page


def test_fundraiser_cannot_delete_a_campaign(fundraiser):
    drive = campaign()

    response = fundraiser.post(reverse("admin:donations_campaign_delete", args=[drive.pk]))

    assert response.status_code == 403

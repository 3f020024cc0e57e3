"""What every form page does, seen on one of them: show, check, one action, and back to where one came from."""

import pytest
from django.urls import reverse

from deals import actions
from deals.models import Milestone
from foundation.concurrent_edit import ChangedMeanwhile
from tests import factories

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Start", "planned_on": "2026-03-01"}


@pytest.fixture
def deal():
    return factories.deal(slug="een-deal")


@pytest.fixture
def maker(client, deal):
    client.force_login(factories.dealmaker(deal))
    return client


def url(name, *args, **query):
    return reverse(f"deals:{name}", args=["een-deal", *args], query=query)


def test_a_good_form_is_stored_once_and_leads_back_to_where_one_came_from(maker, deal):
    back = url("planning") + "?stand=open"
    given = GIVEN | {"once": "een-sleutel"}
    first = maker.post(url("milestone_add", next=back), given)
    again = maker.post(url("milestone_add", next=back), given, follow=True)
    assert first.url == back
    assert "was al verstuurd" in again.content.decode()
    assert Milestone.objects.count() == 1


def test_a_wrong_form_comes_back_with_what_was_typed_and_nothing_is_stored(maker, deal):
    page = maker.post(url("milestone_add"), GIVEN | {"planned_on": "ooit"})
    assert "datum als dag-maand-jaar" in page.content.decode()
    assert 'value="Start"' in page.content.decode() and not Milestone.objects.exists()


def test_a_form_that_came_too_late_says_so_and_asks_again(maker, deal, monkeypatch):
    def too_late(**_given):
        raise ChangedMeanwhile

    monkeypatch.setattr(actions, "save_milestone", too_late)
    page = maker.post(url("milestone_add"), GIVEN)
    assert page.status_code == 409
    assert "Iemand anders heeft dit intussen gewijzigd" in page.content.decode()


def test_a_button_is_for_the_version_that_was_shown(maker, deal):
    milestone = factories.milestone(deal=deal, name="Start")
    address = url("milestone_delete", milestone.pk)
    assert maker.post(address, {"version": milestone.version + 1}).status_code == 409
    assert Milestone.objects.exists()
    assert maker.post(address, {"version": milestone.version}).status_code == 302
    assert not Milestone.objects.exists()

"""A dealmaker on a phone: the own deals with the count of the open round, and where one is in a deal."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_from_the_own_deals_to_the_last_tab(enter):
    now = timezone.now()
    round_ = factories.round_(
        year=now.year, opens_at=now - timedelta(days=20), closes_at=now + timedelta(days=12)
    )
    survey = factories.survey(round=round_, deal=factories.deal(name="Energieke Wijken"))
    for _number in range(4):
        factories.invitation(survey=survey)
    factories.response(survey, (4,))
    person = factories.dealmaker(survey.deal, is_programme_staff=True)  # Agenda Stad has the most tabs
    phone = enter(person)
    phone.page.goto("/deals/mijn/")
    expect(phone.page.get_by_text("minder dan 5 van 4 ingevuld, sluit over 12 dagen")).to_be_visible()
    for part in ("", "partners/", "planning/", "logboek/"):
        phone.page.goto(f"/deals/{survey.deal.slug}/{part}")
        expect(phone.page.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=1)
    assert phone.complaints == []

"""What the database itself holds of programme reports and themes."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from reports.models import MarkedText, ProgrammeReport, Theme
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def report(**fields):
    fields.setdefault("round", factories.round_(state="gesloten"))
    return ProgrammeReport.objects.create(**{"content": {}, "made_at": NOON} | fields)


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_round_has_one_draft():
    first = report()
    refused(lambda: report(round=first.round, edition=2))
    report(round=first.round, edition=2, state="definitief", final_at=NOON)


def test_what_is_final_has_a_day():
    refused(lambda: report(state="definitief"))
    refused(lambda: report(final_at=NOON))


def test_only_lessons_are_for_the_letter():
    survey = factories.survey()
    refused(
        lambda: MarkedText.objects.create(
            survey=survey, kind="aandachtspunt", digest="a" * 64, is_for_letter=True
        )
    )
    MarkedText.objects.create(survey=survey, kind="leerpunt", digest="a" * 64, is_for_letter=True)
    refused(lambda: MarkedText.objects.create(survey=survey, kind="leerpunt", digest="a" * 64))


def test_a_theme_is_in_the_list_once():
    Theme.objects.create(name="Borging")
    refused(lambda: Theme.objects.create(name="Borging"))


def readers():
    deal = factories.deal()
    left = factories.participation(deal=deal, stage="vertrokken")
    approached = factories.participation(deal=deal, stage="benaderd")
    return {
        "staff": factories.staff(),
        "dealmaker": factories.dealmaker(deal),
        "partner": factories.partner_contact(deal),
        "administrator": factories.administrator(),
        "nobody": factories.user(),
        "visitor": AnonymousUser(),
        "partner that left": factories.contact(
            organisation=left.organisation, user=factories.user(), email="weg@voorbeeld.invalid"
        ).user,
        "partner that was only approached": factories.contact(
            organisation=approached.organisation, user=factories.user(), email="nog@voorbeeld.invalid"
        ).user,
    }


@pytest.mark.parametrize(("final", "who"), [(False, {"staff"}), (True, {"staff", "dealmaker", "partner"})])
def test_a_draft_is_of_staff_and_a_final_report_of_who_is_of_a_deal(final, who):
    report(**({"state": "definitief", "final_at": NOON} if final else {}))
    people = readers()
    found = {name for name, user in people.items() if ProgrammeReport.objects.visible_to(user).exists()}
    assert found == who

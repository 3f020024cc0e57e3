"""What is removed can be put back, and the log says in words what changed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deals.actions.removing import discard_removed
from deals.models import Commitment, CourseChange, Milestone, Part
from partners.models import LogEntry
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal():
    return factories.deal()


def text_of(response):
    return response.content.decode()


def _things(deal):
    participation = factories.participation(deal=deal)
    return {
        "mijlpalen": (factories.milestone(deal=deal, name="Opening"), "milestone_delete", "planning"),
        "afspraken": (
            factories.commitment(participation=participation, description="levert bomen"),
            "commitment_delete",
            "partners",
        ),
        "onderdelen": (deal.parts.create(kind="spoor", name="Wonen"), "piece_delete", "detail"),
        "bijstellingen": (
            deal.course_changes.create(decided_on="2024-05-01", what="kleiner gebied", why="tijd"),
            "piece_delete",
            "planning",
        ),
    }


@pytest.mark.parametrize("what", ["mijlpalen", "afspraken", "onderdelen", "bijstellingen"])
def test_removing_is_undone_from_the_message_and_from_the_list(client, deal, what):
    record, name, page = _things(deal)[what]
    client.force_login(factories.dealmaker(deal))
    args = [deal.slug, what, record.pk] if name == "piece_delete" else [deal.slug, record.pk]
    there = reverse(f"deals:{page}", args=[deal.slug])
    shown = str(record.name) if what == "onderdelen" else str(record)
    assert shown in text_of(client.get(there))
    undo = reverse("deals:put_back", args=[deal.slug, what, record.pk])
    answer = text_of(client.post(reverse(f"deals:{name}", args=args), follow=True))
    assert f'href="{undo}"' in answer
    client.get(there)
    planning = text_of(client.get(reverse("deals:planning", args=[deal.slug])))
    assert f'href="{undo}"' in planning
    assert not type(record).objects.filter(pk=record.pk).exists()
    assert shown in text_of(client.get(undo))
    for _twice in range(2):
        client.post(undo)
    assert type(record).objects.filter(pk=record.pk).exists()
    assert shown in text_of(client.get(there))
    verbs = [line.verb.split(":")[0] for line in LogEntry.objects.filter(subject=deal.log_subject)]
    assert [verb for verb in verbs if verb == "zette terug"] == ["zette terug"]
    client.force_login(factories.staff())
    assert undo not in text_of(client.get(reverse("deals:log", args=[deal.slug])))


def test_staff_undo_from_the_log(client, deal):
    record = factories.milestone(deal=deal, name="Opening", deleted_at=timezone.now())
    client.force_login(factories.staff())
    undo = reverse("deals:put_back", args=[deal.slug, "mijlpalen", record.pk])
    assert undo in text_of(client.get(reverse("deals:log", args=[deal.slug])))


def test_what_is_removed_counts_nowhere(deal):
    gone = {"deleted_at": timezone.now()}
    participation = factories.participation(deal=deal)
    factories.commitment(participation=participation, **gone)
    factories.milestone(deal=deal, **gone)
    deal.course_changes.create(decided_on="2024-05-01", what="x", why="y", **gone)
    deal.parts.create(kind="spoor", name="Wonen", **gone)
    for rows in (deal.milestones, deal.parts, deal.course_changes, participation.commitments):
        assert not rows.exists()
    for model in (Commitment, CourseChange, Milestone, Part):
        assert not model.objects.exists()


def test_after_thirty_days_it_is_gone_for_good(client, deal):
    now = timezone.now()
    old = factories.milestone(deal=deal, deleted_at=now - timedelta(days=31))
    kept = factories.milestone(deal=deal, deleted_at=now - timedelta(days=29))
    there = factories.milestone(deal=deal)
    client.force_login(factories.dealmaker(deal))
    page = reverse("deals:put_back", args=[deal.slug, "mijlpalen", old.pk])
    assert client.get(page).status_code == 404
    assert discard_removed(now=now) == 1
    assert set(Milestone.with_removed.all()) == {kept, there}


def test_a_part_with_the_same_name_stands_in_the_way(client, deal):
    old = deal.parts.create(kind="spoor", name="Wonen", deleted_at=timezone.now())
    deal.parts.create(kind="spoor", name="Wonen")
    client.force_login(factories.dealmaker(deal))
    undo = reverse("deals:put_back", args=[deal.slug, "onderdelen", old.pk])
    assert "dezelfde naam" in text_of(client.post(undo, follow=True))
    assert deal.parts.count() == 1


def _log_of(client, deal):
    client.force_login(factories.staff())
    return text_of(client.get(reverse("deals:log", args=[deal.slug])))


def test_the_log_says_in_words_what_changed_in_a_commitment(client, deal):
    record = factories.commitment(participation=factories.participation(deal=deal))
    client.force_login(factories.dealmaker(deal))
    sent = {
        "kind": "geld",
        "amount_eur_per_year": "40.000",
        "description": "",
        "year_from": 2024,
        "year_until": 2027,
        "agreed_on": "2026-03-05",
        "is_agreed": "on",
        "version": 1,
    }
    assert client.post(reverse("deals:commitment_edit", args=[deal.slug, record.pk]), sent).status_code == 302
    page = _log_of(client, deal)
    for text in (
        "Soort: inzet in woorden → geld per jaar",
        "leeg → 40.000",
        "Afspraak in woorden: denkt mee → leeg",
        "leeg → 5 maart 2026",
        "nee → ja",
    ):
        assert text in page, text


def test_the_log_says_in_words_what_changed_in_a_part(client, deal):
    leader = factories.participation(deal=deal, organisation=factories.organisation(name="EZ")).organisation
    part = deal.parts.create(kind="spoor", name="Wonen", lead_organisation=leader)
    client.force_login(factories.dealmaker(deal))
    sent = {"kind": "werklijn", "name": "Wonen", "lead_organisation": "", "version": 1}
    url = reverse("deals:piece_edit", args=[deal.slug, "onderdelen", part.pk])
    assert client.post(url, sent).status_code == 302
    page = _log_of(client, deal)
    assert "Soort: spoor → werklijn" in page
    assert "organisatie: EZ → leeg" in page


def test_a_word_of_two_letters_is_not_taken_apart(client, deal):
    LogEntry.objects.create(verb="keek", subject=deal.log_subject, details={"partner": "EZ"})
    assert "Partner: EZ<" in _log_of(client, deal)

"""Every write about deals: what it stores, refuses and logs."""

from datetime import date

import pytest
from django.db import IntegrityError

from deals import actions, lifecycle
from deals.models import Commitment, Deal, Milestone, Participation, Publication, SigningMoment
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.models import AuditEvent
from partners.models import Organisation
from tests import factories
from tests.audit_log import details, verb
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return factories.staff(name="Sam")


def log_of(deal):
    return [verb(entry) for entry in AuditEvent.objects.filter(deal_id=deal.pk)]


def test_a_deal_gets_an_address_of_its_own(by):
    names = ["Nieuw", "Nieuw", "Mijn", "Ruimte voor Lopen"]
    made = [
        actions.create_deal(
            deal=Deal(kind="city_deal", name=name), phase="idee", dealmaker=by, by=by, now=NOON
        )
        for name in names
    ]
    assert [deal.slug for deal in made] == ["nieuw-2", "nieuw-3", "mijn-2", "ruimte-voor-lopen"]
    assert not made[0].is_published
    assert log_of(made[0]) == ["wees de dealmaker aan", "maakte de deal"]


def test_an_older_version_never_overwrites_a_newer(by):
    deal = factories.deal(goal="eerste")
    first, second = Deal.objects.get(pk=deal.pk), Deal.objects.get(pk=deal.pk)
    first.goal, second.goal = "van Anna", "van Bob"
    actions.save_deal(deal=first, version=1, changes={}, by=by)
    with pytest.raises(ChangedMeanwhile):
        actions.save_deal(deal=second, version=1, changes={}, by=by)
    deal.refresh_from_db()
    assert (deal.goal, deal.version) == ("van Anna", 2)
    assert log_of(deal) == ["wijzigde de deal"]


def test_an_end_that_moves_is_kept(by):
    deal = factories.deal(ends_on=date(2025, 1, 1), ends_precision="jaar")
    deal.ends_on = date(2027, 1, 1)
    actions.save_deal(deal=deal, version=1, changes={}, by=by)
    kept = deal.dates.get()
    assert (kept.on, kept.precision) == (date(2025, 1, 1), "jaar")


def ready_deal():
    deal = factories.deal(
        phase="kwartiermaken", goal="Beter", starts_on=date(2025, 1, 1), ends_on=date(2027, 1, 1)
    )
    SigningMoment.objects.create(deal=deal, signed_on=date(2025, 1, 1))
    for type_ in ["ministerie", "ministerie", "gemeente", "gemeente"]:
        partner = factories.participation(deal=deal, organisation=factories.organisation(type=type_))
        factories.commitment(participation=partner)
    return deal


def test_a_deal_goes_on_when_nothing_is_missing(by):
    deal = actions.move_deal(deal=ready_deal(), to="uitvoering", by=by)
    assert deal.phase == "uitvoering"
    assert log_of(deal) == ["zette de deal in een andere fase"]


def test_the_first_signing_begins_the_term_where_no_begin_is_known(by):
    deal = ready_deal()
    Deal.objects.filter(pk=deal.pk).update(starts_on=None)
    deal.refresh_from_db()
    assert actions.move_deal(deal=deal, to="uitvoering", by=by).phase == "uitvoering"


def test_a_deal_stays_when_something_is_missing(by):
    deal = ready_deal()
    Commitment.objects.first().delete()
    with pytest.raises(actions.StepBlocked) as blocked:
        actions.move_deal(deal=deal, to="uitvoering", by=by)
    assert [missing.code for missing in blocked.value.missing] == ["commitments"]
    assert Deal.objects.get(pk=deal.pk).phase == "kwartiermaken"


def test_a_deal_stops_with_a_reason_and_is_taken_up_where_it_stopped(by):
    deal = factories.deal(phase="verkenning")
    with pytest.raises(lifecycle.StepNotAllowed):
        actions.move_deal(deal=deal, to="niet_doorgegaan", by=by)
    stopped = actions.move_deal(deal=deal, to="niet_doorgegaan", reason="geen urgentie", by=by)
    assert stopped.stop_reason == "geen urgentie"
    with pytest.raises(lifecycle.StepNotAllowed):
        actions.move_deal(deal=deal, to="verkenning", by=by)
    again = actions.move_deal(deal=deal, to="verkenning", reason="nu is er geld", by=by)
    assert (again.phase, again.stopped_in_phase) == ("verkenning", "")
    assert (again.stop_reason, again.resume_reason) == ("geen urgentie", "nu is er geld")


def test_a_deal_of_unknown_phase_can_be_given_one(by):
    assert actions.move_deal(deal=factories.deal(phase=""), to="uitvoering", by=by).phase == "uitvoering"


def test_publishing_is_logged(by):
    deal = actions.publish_deal(deal=factories.deal(is_published=False), is_published=True, by=by)
    assert Deal.objects.get(pk=deal.pk).is_published
    assert log_of(deal) == ["maakte de deal openbaar"]


def test_a_partner_is_added_once(by):
    deal, organisation = factories.deal(), factories.organisation()
    actions.add_participation(participation=Participation(deal=deal, organisation=organisation), by=by)
    with pytest.raises(actions.AlreadyTakesPart):
        actions.add_participation(participation=Participation(deal=deal, organisation=organisation), by=by)
    assert deal.participations.count() == 1
    assert log_of(deal) == ["voegde een partner toe"]


def test_a_new_organisation_is_added_with_the_partner_or_not_at_all(by):
    deal = factories.deal()
    new = {"new_name": "Stichting X", "new_type": "koepel"}
    added = actions.add_participation(participation=Participation(deal=deal), by=by, **new)
    assert added.organisation.name == "Stichting X"
    with pytest.raises(actions.AlreadyTakesPart):
        actions.add_participation(participation=Participation(deal=deal), by=by, **new)
    assert Organisation.objects.filter(name="Stichting X").count() == 1


def test_who_leaves_keeps_what_was_agreed(by):
    taking_part = factories.participation(note="Trok de werklijn.")
    factories.commitment(participation=taking_part)
    actions.end_participation(
        version=1,
        participation=taking_part,
        stage="vertrokken",
        left_on=date(2026, 1, 1),
        note="Klaar.",
        by=by,
    )
    taking_part.refresh_from_db()
    assert taking_part.stage == "vertrokken"
    assert (taking_part.note, taking_part.reason_note) == ("Trok de werklijn.", "Klaar.")
    assert taking_part.commitments.count() == 1


def test_a_year_is_confirmed_once_and_can_be_said_again(by):
    commitment = factories.commitment()
    said = actions.confirm_commitment(commitment=commitment, year=2026, state="zoals", note="", by=by)
    other = {"commitment": commitment, "year": 2026, "state": "meer", "note": "", "by": by}
    with pytest.raises(ChangedMeanwhile):
        actions.confirm_commitment(**other)
    actions.confirm_commitment(**other, seen=said.fingerprint)
    said = commitment.confirmations.get()
    assert (said.state, said.confirmed_by) == ("meer", "Sam")


def test_a_removed_agreement_leaves_a_line(by):
    commitment = factories.commitment(description="denkt mee")
    deal = commitment.participation.deal
    actions.remove_commitment(commitment=commitment, by=by)
    assert not Commitment.objects.exists()
    assert details(AuditEvent.objects.get(deal_id=deal.pk))["afspraak"] == ["denkt mee", ""]


def test_a_milestone_is_reached_once(by):
    milestone = factories.milestone()
    actions.finish_milestone(milestone=milestone, done_on=date(2026, 9, 1), by=by)
    actions.finish_milestone(milestone=milestone, done_on=date(2026, 9, 2), by=by)
    milestone.refresh_from_db()
    assert milestone.done_on == date(2026, 9, 1)
    assert log_of(milestone.deal) == ["haalde een mijlpaal"]


def test_every_move_of_a_date_is_kept(by):
    milestone = factories.milestone(planned_on=date(2026, 9, 1))
    for version, expected_on in enumerate([date(2026, 10, 1), date(2026, 12, 1), None], 1):
        milestone.expected_on = expected_on
        actions.save_milestone(milestone=milestone, version=version, changes={}, by=by, reason="ziek")
    assert [(str(move.old_on), str(move.new_on)) for move in milestone.moves.all()] == [
        ("2026-09-01", "2026-10-01"),
        ("2026-10-01", "2026-12-01"),
        ("2026-12-01", "2026-09-01"),
    ]
    assert {(move.reason, move.moved_by, move.which) for move in milestone.moves.all()} == {
        ("ziek", by, "verwacht")
    }


def test_a_new_milestone_and_another_name_move_nothing(by):
    made = Milestone(deal=factories.deal(), name="Begin", planned_on=date(2026, 9, 1))
    actions.save_milestone(milestone=made, version=1, changes={}, by=by)
    made.name, made.expected_on = "Start", made.planned_on
    actions.save_milestone(milestone=made, version=1, changes={}, by=by)
    assert not made.moves.exists()


def test_parts_are_saved_and_removed_with_their_line(by):
    deal = factories.deal()
    part = actions.save_part(part=Publication(deal=deal, number="2022-1"), version=1, changes={}, by=by)
    actions.remove_part(part=part, by=by)
    assert not deal.publications.exists()
    assert len(log_of(deal)) == 2


def test_a_failed_log_line_undoes_the_write(by, monkeypatch):
    deal = factories.deal(goal="oud")

    def fail(_event, **_line):
        raise IntegrityError

    monkeypatch.setattr("deals.actions.deal.record_event", fail)
    deal.goal = "nieuw"
    with pytest.raises(IntegrityError):
        actions.save_deal(deal=deal, version=1, changes={}, by=by)
    assert Deal.objects.get(pk=deal.pk).goal == "oud"

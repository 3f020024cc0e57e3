"""Answers from a file: whole or not at all, once, and through the same gate as all others."""

from datetime import timedelta

import pytest

from foundation.models import AuditEvent
from impacttool.actions.closing import close_round
from impacttool.actions.imports import ImportRefused, import_responses, preview_import, read_answers
from impacttool.actions.invitations import CannotInvite, Person, invite
from impacttool.events import RoundEvent
from impacttool.models import Answer, IndicatorScore, Response, Round, Survey
from tests import factories
from tests.audit_log import details
from tests.factories import NOON

HEADER = "deal,respondent,partner_type,1.1,1.2,2.1"


@pytest.fixture
def survey(db):
    return factories.survey(deal=factories.deal(slug="a"))


def file_of(*rows, header=HEADER):
    return read_answers("\n".join([header, *rows]).encode())


def read_in(survey, *rows, by=None, now=NOON):
    return import_responses(round_=survey.round, tab=file_of(*rows), by=by, now=now)


def refused(survey, *rows, now=NOON):
    with pytest.raises(ImportRefused) as refusal:
        read_in(survey, *rows, now=now)
    assert not Response.objects.exists()
    return refusal.value.lines()


def test_rows_become_sent_responses(survey):
    by = factories.staff()
    done = read_in(survey, "a,r1,,4,4,1", "a,r2,,2,2,", by=by)
    assert (done.added, done.already_there) == (2, 0)
    assert Response.objects.sent().filter(survey=survey).count() == 2
    assert sorted(Answer.objects.values_list("statement__code", "score"), key=str) == [
        ("1.1", 2),
        ("1.1", 4),
        ("1.2", 2),
        ("1.2", 4),
        ("2.1", 1),
        ("2.1", None),
    ]
    survey.refresh_from_db()
    assert survey.imported_count == 2
    entry = AuditEvent.objects.get(event=RoundEvent.ANSWERS_IMPORTED)
    assert (entry.actor, details(entry)) == (by, {"a": "2"})


def test_the_same_file_twice_adds_nothing(survey):
    rows = [f"a,r{number},,4,4,1" for number in range(40)]
    read_in(survey, *rows)
    again = read_in(survey, *reversed(rows))
    assert (again.added, again.already_there) == (0, 40)
    assert Response.objects.count() == 40 and Answer.objects.count() == 120
    assert Survey.objects.get().imported_count == 40
    assert AuditEvent.objects.filter(event=RoundEvent.ANSWERS_IMPORTED).count() == 1


def test_a_longer_file_adds_what_is_new(survey):
    read_in(survey, "a,r1,,4,4,1")
    more = read_in(survey, "a,r1,,4,4,1", "a,r2,,1,1,1")
    assert (more.added, more.already_there) == (1, 1)


def test_other_answers_of_the_same_respondent_are_a_mistake(survey):
    read_in(survey, "a,r1,,4,4,1")
    with pytest.raises(ImportRefused) as refusal:
        read_in(survey, "a,r2,,1,1,1", "a,r1,,4,4,nvt")
    assert refusal.value.lines() == [
        "rij 3, kolom respondent: van deze invuller zijn eerder andere antwoorden ingelezen"
    ]
    assert Response.objects.count() == 1


def test_one_mistake_keeps_everything_out(survey):
    assert refused(survey, "a,r1,,1,2,3", "a,r2,,1,2,7") == [
        "rij 3, kolom 2.1: 7 is geen score van 1 tot en met 5"
    ]


def test_all_mistakes_are_counted_and_the_first_fifty_shown(survey):
    with pytest.raises(ImportRefused) as refusal:
        read_in(survey, *(f"a,r{number},,x,y,z" for number in range(30)))
    assert len(refusal.value.problems) == 90
    assert len(refusal.value.lines()) == 50


def test_only_deals_of_this_round(survey):
    factories.deal(slug="buiten")
    assert refused(survey, "buiten,r1,,1,2,3", "nergens,r1,,1,2,3") == [
        "rij 2, kolom deal: buiten doet niet mee in deze ronde",
        "rij 3, kolom deal: nergens is geen deal",
    ]


@pytest.mark.parametrize("state", [Round.State.DRAFT, Round.State.CLOSED])
def test_only_into_an_open_round(survey, state):
    Round.objects.update(state=state)
    assert "Inlezen kan alleen in een open ronde" in refused(survey, "a,r1,,1,2,3")[0]


def test_the_moment_of_closing_counts_for_files_too(survey):
    assert refused(survey, "a,r1,,1,2,3", now=survey.round.closes_at)


def test_a_deal_is_known_by_its_name_too(survey):
    deal = survey.deal
    done = read_in(survey, f"{deal.name},r1,,4,4,1", f"{deal.full_name},r2,,4,4,1")
    assert done.per_deal == {"a": (2, 0)}


def test_a_partner_type_stays_from_five_of_that_type(survey):
    read_in(survey, *(f"a,g{number},Gemeente,3,3,3" for number in range(4)))
    assert set(Response.objects.values_list("partner_type", flat=True)) == {""}
    read_in(
        survey,
        *(f"a,m{number},ministerie,3,3,3" for number in range(5)),
        *(f"a,p{number},provincie,3,3,3" for number in range(4)),
    )
    kept = set(Response.objects.values_list("partner_type", flat=True))
    assert kept == {"", "ministerie"}


def test_closing_erases_who_was_read_in_and_keeps_the_answers(survey):
    read_in(survey, *(f"a,g{number},gemeente,4,4,1" for number in range(6)))
    tie = Response.objects.first().tie_hash
    assert tie.startswith("import-")
    close_round(round_=survey.round, by=None, now=NOON)
    assert not Response.objects.exclude(tie_hash=None).exists()
    assert Response.objects.filter(partner_type="gemeente").count() == 6
    assert set(IndicatorScore.objects.values_list("n", flat=True)) == {6}
    assert Survey.objects.get().imported_count == 6


def test_a_preview_stores_nothing_and_counts_the_good_rows(survey):
    read_in(survey, "a,r1,,4,4,1")
    content = file_of("a,r1,,4,4,1", "a,r2,,1,2,3", "a,r3,,1,2,9")
    preview = preview_import(round_=survey.round, tab=content, now=NOON)
    assert preview.per_deal == {"a": (1, 1)}
    assert [problem.row for problem in preview.problems] == [4]
    assert Response.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_rows(survey, django_assert_max_num_queries):
    for number in range(5):
        factories.survey(round=survey.round, deal=factories.deal(slug=f"d{number}"))
    rows = [f"d{number % 5},r{number},gemeente,1,2,3" for number in range(400)]
    with django_assert_max_num_queries(30):
        assert read_in(survey, *rows).added == 400
    with django_assert_max_num_queries(10):
        assert read_in(survey, *rows).added == 0


def test_one_respondent_in_other_letters_is_one(survey):
    assert refused(survey, "a,r@x.nl,,4,4,4", "a,R@X.nl,,4,4,4") == [
        "rij 3, kolom respondent: deze invuller staat bij deze deal ook op rij 2"
    ]
    read_in(survey, "a,r@x.nl,,4,4,4", "a,Jan  Smit,,4,4,4")
    again = read_in(survey, "a,R@X.NL ,,4,4,4", "a,jan smit,,4,4,4")
    assert (again.added, again.already_there) == (0, 2)


NEVER_BOTH = (
    "bij deze deal zijn mensen uitgenodigd. Een meting bestaat uit ingelezen antwoorden of uit antwoorden via links, "
    "nooit uit beide"
)


def test_answers_are_not_read_in_beside_links(survey):
    invitation = factories.invitation(survey=survey)
    assert refused(survey, "a,r1,,4,4,1", "a,r2,,4,4,1") == [f"rij 2, kolom deal: {NEVER_BOTH}"]
    invitation.revoked_at = survey.round.opens_at - timedelta(days=1)
    invitation.save()
    assert read_in(survey, "a,r1,,4,4,1").added == 1


def test_what_makes_all_answers_of_a_deal_impossible_is_said_first_and_once(survey):
    other = factories.survey(round=survey.round, deal=factories.deal(slug="b"))
    factories.invitation(survey=other)
    rows = ["a,r1,,4,4,9", "b,r1,,4,4,9", "b,,,0,4,1", "b,r3,,4,4,1"]
    assert refused(survey, *rows) == [
        f"rij 3, kolom deal: {NEVER_BOTH}",
        "rij 2, kolom 2.1: 9 is geen score van 1 tot en met 5",
    ]


@pytest.mark.parametrize("answered", [False, True])
def test_a_link_that_was_withdrawn_counts_as_a_link_whether_or_not_it_was_used(survey, answered):
    """Else whoever withdraws every link learns from the preview whether anybody had answered."""
    factories.invitation(survey=survey, revoked_at=NOON)
    if answered:
        Response.objects.create(survey=survey, tie_hash="a" * 64, is_sent=True)
    with pytest.raises(ImportRefused) as refusal:
        read_in(survey, "a,r1,,4,4,1")
    assert refusal.value.lines() == [f"rij 2, kolom deal: {NEVER_BOTH}"]


def test_another_deal_of_the_round_may_be_read_in(survey):
    factories.invitation(survey=factories.survey(round=survey.round))
    assert read_in(survey, "a,r1,,4,4,1").added == 1


def test_nobody_is_invited_beside_imported_answers(survey):
    read_in(survey, "a,r1,,4,4,1")
    with pytest.raises(CannotInvite, match="nooit uit beide"):
        invite(survey=survey, people=[Person("p@x.nl")], by=None, now=NOON)
    assert not survey.invitations.exists()

"""Closing a round: what is erased, what stays, and that it happens once."""

import hashlib
from datetime import UTC, datetime, timedelta
from threading import Thread
from time import sleep

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from foundation.models import AuditEvent
from impacttool import links, tasks
from impacttool.actions import closing
from impacttool.actions.answers import NotTakingAnswers, send_answers
from impacttool.events import RoundEvent
from impacttool.models import (
    Answer,
    IndicatorScore,
    Invitation,
    Message,
    Remark,
    Response,
    Round,
    Statement,
)
from impacttool.moments import read_moment
from impacttool.queries.invitations import token_of
from tests import factories
from tests.audit_log import verb
from tests.factories import NOON
from tests.impacttool.mails import post


def hashes_of(invitation):
    """What a link leaves behind: one hash on the invitation, another on the response."""
    return [
        hashlib.sha256(f"{kind}:{invitation.nonce}".encode()).hexdigest()
        for kind in ("invitation", "response")
    ]


def tied(survey, scores, partner_type="", is_sent=True, email=None):
    """An invitation and the response that came through it."""
    invitation = factories.invitation(
        survey=survey, partner_type=partner_type, **({"email": email} if email else {})
    )
    own, other = hashes_of(invitation)
    Invitation.objects.filter(pk=invitation.pk).update(token_hash=own)
    response = factories.response(survey, scores, partner_type=partner_type, is_sent=is_sent)
    Response.objects.filter(pk=response.pk).update(tie_hash=other)
    response.refresh_from_db()
    invitation.refresh_from_db()
    return invitation, response


def close(round_, now=NOON, **options):
    return closing.close_round(round_=round_, by=None, now=now, **options)


@pytest.mark.django_db
def test_a_closed_round_says_when_and_leaves_one_log_line():
    survey = factories.survey()
    by = factories.staff()
    closed = closing.close_round(round_=survey.round, by=by, now=NOON)
    assert (closed.state, closed.closed_at) == (Round.State.CLOSED, NOON)
    entry = AuditEvent.objects.get(subject_kind="round", subject_key=closed.year)
    assert (verb(entry), entry.actor) == ("sloot de ronde", by)


@pytest.mark.django_db
def test_closing_twice_changes_nothing_the_second_time():
    survey = factories.survey()
    tied(survey, [4, 4, 1])
    close(survey.round)
    keys = set(Response.objects.values_list("key", flat=True))
    again = close(survey.round, now=NOON + timedelta(hours=1))
    assert again.closed_at == NOON
    assert set(Response.objects.values_list("key", flat=True)) == keys
    assert AuditEvent.objects.filter(event=RoundEvent.CLOSED).count() == 1


@pytest.mark.django_db
def test_a_round_in_preparation_cannot_be_closed():
    survey = factories.survey(round=factories.round_(state=Round.State.DRAFT))
    with pytest.raises(closing.RoundNotOpened):
        close(survey.round)
    survey.round.refresh_from_db()
    assert survey.round.state == Round.State.DRAFT


@pytest.mark.django_db
def test_drafts_are_gone_and_what_was_sent_is_the_same():
    survey = factories.survey()
    tied(survey, [4, 4, 1])
    tied(survey, [2, 2, None])
    _, draft = tied(survey, [5, 5, 5], is_sent=False)
    indicator = survey.round.instrument.indicators.first()
    Remark.objects.create(survey=survey, indicator=indicator, response=draft, text="niet verstuurd")
    close(survey.round)
    answers = {}
    for key, code, score in Answer.objects.values_list("response_id", "statement__code", "score"):
        answers.setdefault(key, {})[code] = score
    assert sorted(answers.values(), key=lambda given: given["1.1"]) == [
        {"1.1": 2, "1.2": 2, "2.1": None},
        {"1.1": 4, "1.2": 4, "2.1": 1},
    ]
    assert not Remark.objects.exists()
    assert set(Response.objects.values_list("is_sent", flat=True)) == {True}


def every_value(models_):
    """{(model, field): set of its values as text} over every column of every row."""
    return {
        (model.__name__, field.attname): {
            str(value)
            for value in model.objects.values_list(field.attname, flat=True)
            if value not in (None, "")
        }
        for model in models_
        for field in model._meta.concrete_fields
    }


@pytest.mark.django_db
def test_no_column_joins_a_link_to_an_answer_after_closing():
    survey = factories.survey()
    before = [tied(survey, [4, 4, 1], "gemeente") for _ in range(6)]
    indicator = survey.round.instrument.indicators.first()
    Remark.objects.create(survey=survey, indicator=indicator, response=before[0][1], text="een toelichting")
    old = set()
    for invitation, response in before:
        old |= {*hashes_of(invitation), invitation.nonce, str(response.key), response.key.hex}
    old |= {str(pk) for pk in Answer.objects.values_list("pk", flat=True)}
    close(survey.round)
    everything = every_value([model for model in apps.get_models() if model._meta.managed])
    left = {place for place, values in everything.items() if values & old}
    assert not left
    outside = set().union(
        *(values for (model, _), values in everything.items() if model in ("Invitation", "Message"))
    )
    for place in [("Response", "key"), ("Answer", "id"), ("Remark", "id")]:
        assert everything[place] and not everything[place] & outside
    assert {row.response_id for row in Remark.objects.all()} == {None}
    assert not everything["Response", "tie_hash"] and not everything["Invitation", "nonce"]


OF_THE_LAST_SAVE = {"revision", "writes", "last_save"}  # left behind at closing


@pytest.mark.django_db
def test_closing_leaves_nothing_of_the_order_of_saves():
    survey = factories.survey()
    Response.objects.create(
        survey=survey, tie_hash="a" * 64, is_sent=True, revision=3, writes=9, last_save="a.1.b.2.3"
    )
    closing.close_round(round_=survey.round, by=None, now=NOON)
    assert list(Response.objects.values_list("tie_hash", *sorted(OF_THE_LAST_SAVE))) == [(None, "", 0, 0)]


@pytest.mark.django_db
def test_only_these_columns_of_a_response_can_be_joined_at_all():
    """A new column on a response, answer or remark wants a decision about closing first."""
    columns = {
        model.__name__: {field.name for field in model._meta.concrete_fields}
        for model in (Response, Answer, Remark)
    }
    assert columns == {
        "Response": {"key", "survey", "tie_hash", "partner_type", "is_sent"} | OF_THE_LAST_SAVE,
        "Answer": {"id", "response", "statement", "score"},
        "Remark": {"id", "survey", "indicator", "response", "text"},
    }
    times = (models.DateField, models.TimeField)
    assert not [
        field
        for model in (Response, Answer, Remark)
        for field in model._meta.concrete_fields
        if isinstance(field, times)
    ]


@pytest.mark.django_db
def test_rows_lie_in_the_order_of_their_new_random_keys():
    survey = factories.survey()
    for index in range(12):
        tied(survey, [1 + index % 5, 3, 3])
    old = set(Response.objects.values_list("key", flat=True))
    close(survey.round)
    new = set(Response.objects.values_list("key", flat=True))
    assert len(new) == 12 and not old & new
    if connection.vendor == "sqlite":
        for table, column in (("impacttool_response", "key"), ("impacttool_answer", "id")):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {column} FROM {table} ORDER BY rowid")  # noqa: S608
                stored = [row[0] for row in cursor.fetchall()]
            assert stored == sorted(stored)


@pytest.mark.django_db
def test_partner_types_of_which_fewer_than_five_were_invited_are_cleared():
    survey = factories.survey()
    for _ in range(5):
        tied(survey, [3, 3, 3], "gemeente")
    for _ in range(4):
        tied(survey, [3, 3, 3], "ministerie")
    factories.invitation(survey=survey, partner_type="ministerie", revoked_at=NOON)
    elsewhere = factories.survey(round=survey.round)
    for _ in range(3):
        factories.invitation(survey=elsewhere, partner_type="ministerie")
    close(survey.round)
    kept = Response.objects.filter(survey=survey).values_list("partner_type", flat=True)
    assert sorted(kept) == [""] * 4 + ["gemeente"] * 5


@pytest.mark.django_db
def test_waiting_mails_are_skipped_and_sent_ones_stay():
    survey = factories.survey()
    invitation = factories.invitation(survey=survey)
    post(invitation, state="verzonden")
    post(invitation, kind="overdracht")
    post(invitation, kind="herinnering", occasion="14")
    close(survey.round)
    states = dict(Message.objects.values_list("kind", "mail__state"))
    assert states == {"uitnodiging": "verzonden", "overdracht": "vervallen", "herinnering": "afgehandeld"}


@pytest.mark.django_db
def test_other_rounds_are_left_alone():
    other = factories.survey(round=factories.round_(year=1999))
    invitation, response = tied(other, [4, 4, 1], is_sent=False)
    close(factories.survey(round=factories.round_(year=1998)).round)
    invitation.refresh_from_db()
    response.refresh_from_db()
    assert invitation.token_hash and invitation.nonce and response.tie_hash


@pytest.mark.django_db
def test_nothing_is_computed_before_closing_and_everything_at_closing():
    survey = factories.survey()
    tied(survey, [4, 4, 1])
    assert not IndicatorScore.objects.exists()
    close(survey.round)
    assert IndicatorScore.objects.filter(survey=survey).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "closes"), [(-1, False), (0, True), (1, True)])
def test_a_due_round_closes_at_its_moment_and_not_before(seconds, closes):
    survey = factories.survey()
    closing.close_due_rounds(now=survey.round.closes_at + timedelta(seconds=seconds))
    survey.round.refresh_from_db()
    assert (survey.round.state == Round.State.CLOSED) is closes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("closes", "utc"),
    [
        ("2026-12-31 23:59", datetime(2026, 12, 31, 22, 59, tzinfo=UTC)),
        (
            "2026-10-25 02:30",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ),  # the hour that comes twice: the first
        ("2026-10-25 03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        (
            "2027-03-28 03:00",
            datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
        ),  # right after the hour that is left out
    ],
)
def test_the_moment_is_exact_also_when_the_clock_changes(closes, utc, time_machine, monkeypatch):
    round_ = factories.survey(round=factories.round_(closes_at=read_moment(closes))).round
    for moment, closed in ((utc - timedelta(seconds=1), False), (utc, True)):
        time_machine.move_to(moment, tick=False)
        monkeypatch.setattr(tasks, "database_now", timezone.now)
        assert round_.takes_answers(timezone.now()) is not closed
        tasks.close_due_rounds()
        round_.refresh_from_db()
        assert (round_.state == Round.State.CLOSED) is closed


@pytest.mark.django_db
def test_a_round_that_was_put_off_meanwhile_stays_open():
    survey = factories.survey()
    seen = Round.objects.get(pk=survey.round.pk)
    Round.objects.update(closes_at=NOON + timedelta(days=60))
    close(seen, now=NOON + timedelta(days=31), only_if_due=True)
    survey.round.refresh_from_db()
    assert survey.round.state == Round.State.OPEN


@pytest.mark.django_db(transaction=True)
def test_closing_at_the_same_time_happens_once():
    survey = factories.survey()
    for _ in range(6):
        tied(survey, [4, 4, 1])
    faults = []

    def run():
        try:
            close(Round.objects.get(pk=survey.round.pk))
        except Exception as error:  # noqa: BLE001 - the thread hands it to the test
            faults.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert Response.objects.count() == 6 and Answer.objects.count() == 18
    assert IndicatorScore.objects.count() == 2
    assert AuditEvent.objects.filter(event=RoundEvent.CLOSED).count() == 1


def send_again_and_again(invitation, token, statements, confirmed, faults):
    """Sends the same answers twenty times, until the round takes no more; for a thread."""
    try:
        for _ in range(20):
            scores = dict.fromkeys(statements, 4)
            send_answers(invitation=invitation, token=token, scores=scores, remarks={}, now=NOON)
            confirmed.add(invitation.pk)
    except NotTakingAnswers:
        pass
    except Exception as error:  # noqa: BLE001 - the thread hands it to the test
        faults.append(error)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_nothing_slips_in_while_the_round_closes():
    """Twelve people send while the round closes: what is confirmed is kept, and no tie survives."""
    survey = factories.survey()
    statements = list(Statement.objects.order_by("position").values_list("pk", flat=True))
    confirmed, faults, threads = set(), [], []
    for _ in range(12):
        invitation = factories.invitation(survey=survey)
        token = token_of(invitation)
        Invitation.objects.filter(pk=invitation.pk).update(token_hash=links.invitation_hash(token))
        threads.append(
            Thread(target=send_again_and_again, args=(invitation, token, statements, confirmed, faults))
        )
    for thread in threads:
        thread.start()
    while not confirmed and not faults:
        sleep(0.005)
    close(Round.objects.get(pk=survey.round.pk))
    for thread in threads:
        thread.join()
    assert not faults
    assert Response.objects.count() == len(confirmed)
    assert Answer.objects.count() == 3 * len(confirmed)
    assert not Response.objects.exclude(tie_hash=None).exists()
    assert set(IndicatorScore.objects.values_list("n", flat=True)) == {len(confirmed)}


@pytest.mark.django_db
def test_a_closing_that_breaks_leaves_the_round_open(monkeypatch):
    survey = factories.survey()
    invitation, response = tied(survey, [4, 4, 1])

    def broken(**_):
        raise RuntimeError("kapot")

    monkeypatch.setattr(closing, "store_scores", broken)
    with pytest.raises(RuntimeError, match="kapot"):
        close(survey.round)
    survey.round.refresh_from_db()
    invitation.refresh_from_db()
    assert survey.round.state == Round.State.OPEN
    assert invitation.nonce and Response.objects.get().key == response.key


@pytest.mark.django_db
def test_the_phase_of_each_deal_is_kept_with_its_answers():
    """A step of the deal after the closing changes nothing: a later report compares with the same deals."""
    survey = factories.survey(deal=factories.deal(phase="uitvoering"))
    other = factories.survey(round=survey.round, deal=factories.deal(phase=""))
    close(survey.round)
    type(survey.deal).objects.filter(pk=survey.deal_id).update(phase="afronding")
    close(survey.round, now=NOON + timedelta(hours=1))
    survey.refresh_from_db()
    other.refresh_from_db()
    assert (survey.phase, other.phase) == ("uitvoering", "")

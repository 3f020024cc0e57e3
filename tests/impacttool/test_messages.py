"""Mails about invitations: one a person, sent once, with a state a person understands, and never needed for saving."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from foundation.models import OutgoingMail
from impacttool import links, tasks
from impacttool.actions import messages
from impacttool.actions.closing import close_round
from impacttool.actions.invitations import Person, hand_over, withdraw_invitation
from impacttool.actions.invitations import invite as give_links
from impacttool.actions.rounds import open_round, postpone_closing
from impacttool.models import Invitation, Message, Response, Round
from impacttool.queries.invitations import link_of, reminder_moments, token_of
from impacttool.queries.messages import round_mails
from tests import factories
from tests.foundation.smtp_server import HANG_UP, serving
from tests.impacttool.mails import mailed, post, run, send
from tests.impacttool.respondents import NOW, invite, open_survey

pytestmark = pytest.mark.django_db
State = OutgoingMail.State
PIET = "piet@voorbeeld.invalid"


@pytest.fixture
def invitation():
    return invite(open_survey(), name="Piet Jansen", email=PIET)


@pytest.fixture
def message(invitation):
    return post(invitation)


@pytest.fixture
def server():
    with serving() as running:
        yield running


def answer(invitation):
    tie_hash = links.response_hash(token_of(invitation))
    Response.objects.create(survey=invitation.survey, tie_hash=tie_hash, is_sent=True)


def test_the_mail_is_plain_and_has_the_personal_link(message, invitation):
    assert send(message) == State.SENT
    [sent] = mail.outbox
    assert sent.to == [PIET]
    assert link_of(invitation) in sent.body
    assert "Beste Piet Jansen," in sent.body
    assert "3 stellingen, ongeveer 3 minuten" in sent.body
    assert "1 juli 2026, 14:00 uur" in sent.body
    assert "ten minste 5 mensen" in sent.body
    assert sent.content_subtype == "plain"
    assert "impactmeting 20" in sent.body


def test_no_link_and_no_name_is_stored_with_the_mail(message, invitation):
    stored = str(OutgoingMail.objects.values().get())
    assert token_of(invitation) not in stored
    assert "Piet Jansen" not in stored


def test_mails_of_a_round_in_preparation_go_when_it_opens():
    survey = open_survey(state=Round.State.DRAFT)
    give_links(survey=survey, people=[Person(PIET)], by=None, now=NOW)
    run(NOW + timedelta(hours=1))
    assert mail.outbox == []
    open_round(round_=survey.round, by=None, now=NOW + timedelta(hours=2))
    run(NOW + timedelta(hours=2))
    assert [sent.to for sent in mail.outbox] == [[PIET]]


def test_no_mail_for_a_link_that_stopped(message):
    message.invitation.revoked_at = NOW
    message.invitation.save()
    assert send(message) == State.SKIPPED
    assert mail.outbox == []


def test_no_mail_once_the_round_is_over(message):
    closes_at = message.invitation.survey.round.closes_at
    assert send(message, closes_at) == State.SKIPPED
    assert mail.outbox == []


# One person, several deals


@pytest.fixture
def two_deals():
    """Piet is invited for two deals of one round."""
    first = open_survey(state=Round.State.DRAFT)
    second = factories.survey(round=first.round, deal=factories.deal(name="Zorg Dichtbij"))
    [one] = give_links(survey=first, people=[Person(PIET, "Piet")], by=None, now=NOW)
    [two] = give_links(survey=second, people=[Person(PIET, "Piet")], by=None, now=NOW)
    open_round(round_=first.round, by=None, now=NOW)
    return tuple(Invitation.objects.get(pk=row.pk) for row in (one, two))


def test_one_person_with_two_deals_gets_one_mail_with_both_links(two_deals):
    run()
    [sent] = mail.outbox
    assert all(link_of(one) in sent.body for one in two_deals)
    assert "Energieke Wijken" in sent.body and "Zorg Dichtbij" in sent.body
    assert sent.subject.startswith("Hoe gaat het met uw 2 deals?")
    assert {one.messages.get().mail.state for one in two_deals} == {State.SENT}


def test_who_is_asked_for_one_more_deal_later_finds_all_links_in_that_mail(two_deals):
    run()
    third = factories.survey(round=two_deals[0].survey.round, deal=factories.deal(name="Later Erbij"))
    [late] = give_links(survey=third, people=[Person(PIET)], by=None, now=NOW)
    run()
    assert len(mail.outbox) == 2
    assert all(link_of(one) in mail.outbox[1].body for one in (*two_deals, late))


def test_a_link_that_was_withdrawn_is_left_out_and_the_other_goes(two_deals):
    withdraw_invitation(invitation=two_deals[0], by=None, now=NOW)
    run()
    [sent] = mail.outbox
    assert link_of(two_deals[1]) in sent.body
    assert link_of(two_deals[0]) not in sent.body
    withdraw_invitation(invitation=two_deals[1], by=None, now=NOW)
    assert two_deals[1].messages.get().mail.state == State.SENT


def test_one_reminder_lists_what_was_not_answered_and_its_row_tells_nothing(two_deals):
    other = mailed(invite(two_deals[0].survey, email="anna@voorbeeld.invalid")).invitation
    answer(other)
    run()
    answer(two_deals[0])
    mail.outbox.clear()
    now = two_deals[0].survey.round.closes_at - timedelta(days=2)
    assert messages.plan_reminders(now=now) == 3
    run(now)
    [reminder] = mail.outbox
    assert reminder.to == [PIET]
    assert link_of(two_deals[1]) in reminder.body
    assert link_of(two_deals[0]) not in reminder.body
    rows = OutgoingMail.objects.filter(kind="impact.herinnering").values()
    left_out = {"id", "public_id", "to"}
    assert len({str({k: v for k, v in row.items() if k not in left_out}) for row in rows}) == 1
    assert rows[0]["state"] == State.HANDLED


def test_a_colleague_gets_the_link_that_was_handed_over_and_no_other(two_deals):
    run()
    mail.outbox.clear()
    one = two_deals[0]
    anna = "anna@voorbeeld.invalid"
    new = hand_over(invitation=one, token=token_of(one), name="Anna", email=anna, now=NOW)
    mailed(invite(two_deals[1].survey, email=anna))
    run()
    [sent] = mail.outbox
    assert (sent.to, link_of(new) in sent.body, sent.body.count("/u/")) == ([anna], True, 1)


# Reminders


@pytest.fixture
def two_invited():
    survey = open_survey()
    pair = [invite(survey, name=name) for name in ("Heeft verstuurd", "Nog niet")]
    for one in pair:
        mailed(one)
    return pair


def day_before_closing(invitation, days):
    return invitation.survey.round.closes_at - timedelta(days=days)


def reminder_rows():
    return OutgoingMail.objects.filter(kind="impact.herinnering")


def traces():
    fields = ("state", "reason", "attempts", "sent_at", "claimed_at", "next_try_at", "give_up_at")
    return set(reminder_rows().values_list(*fields))


def test_a_reminder_goes_once_and_only_to_who_did_not_send(two_invited):
    done, open_ = two_invited
    answer(done)
    now = day_before_closing(done, 14)
    assert messages.plan_reminders(now=now - timedelta(seconds=1)) == 0
    assert messages.plan_reminders(now=now) == 2
    assert messages.plan_reminders(now=now + timedelta(hours=1)) == 0
    run(now)
    assert [sent.to for sent in mail.outbox] == [[open_.email]]
    assert mail.outbox[0].subject.startswith("Herinnering")
    later = day_before_closing(done, 2)  # three days before is a Sunday
    assert messages.plan_reminders(now=later) == 2
    run(later)
    assert len(mail.outbox) == 2
    assert len(traces()) == 1


def test_a_reminder_that_needed_a_second_attempt_looks_like_one_that_never_left(two_invited, server):
    answer(two_invited[0])
    now = day_before_closing(two_invited[0], 1)
    messages.plan_reminders(now=now)
    server.answers["RCPT"] = "451 later"
    run(now)
    server.answers["RCPT"] = "250 ok"
    run(now + timedelta(minutes=2))
    assert len(server.taken) == 1
    assert len(traces()) == 1


def test_a_server_that_is_away_at_the_reminder_moment_costs_no_reminder(server):
    survey = open_survey()
    invited = [mailed(invite(survey)).invitation for _nr in range(30)]
    now = day_before_closing(invited[0], 14)
    messages.plan_reminders(now=now)
    server.answers["CONNECT"] = HANG_UP
    for minute in range(5):
        run(now + timedelta(minutes=minute))
    assert not reminder_rows().exclude(state=State.WAITING).exists()
    del server.answers["CONNECT"]
    for minute in range(5, 12):
        run(now + timedelta(minutes=minute))
    assert len(server.taken) == 30
    assert len(traces()) == 1


def test_a_refused_reminder_is_told_as_fewer_than_five_and_never_by_name(two_invited, server):
    answer(two_invited[0])
    now = day_before_closing(two_invited[0], 14)
    messages.plan_reminders(now=now)
    server.answers["RCPT"] = "550 no such user"
    run(now)
    found = round_mails(two_invited[0].survey.round)
    assert (found.reminders, found.reminders_lost, found.reminders_waiting) == (2, None, 0)
    assert found.reminder_reasons == ["De mailserver kent dit adres niet of weigert het."]
    assert (found.lost, found.may_go_again) == (0, True)
    server.answers["RCPT"] = "250 ok"
    assert messages.send_failed_again(round_=two_invited[0].survey.round, by=factories.staff(), now=now) == 1
    run(now)
    assert len(server.taken) == 1
    assert len(traces()) == 1


def test_closing_makes_reminders_that_never_arrived_the_same_as_the_others(two_invited, server):
    answer(two_invited[0])
    now = day_before_closing(two_invited[0], 1)
    messages.plan_reminders(now=now)
    server.answers["RCPT"] = "550 no"
    run(now)
    assert len(traces()) == 2
    close_round(round_=two_invited[0].survey.round, by=None, now=now)
    assert len(traces()) == 1


def test_somebody_invited_after_the_moment_gets_no_reminder_for_it(two_invited):
    now = day_before_closing(two_invited[0], 9)
    late = invite(two_invited[0].survey)
    post(late, state=State.SENT, sent_at=now - timedelta(hours=1))
    assert messages.plan_reminders(now=now) == 2
    assert not late.messages.filter(kind=Message.Kind.REMINDER).exists()


def test_a_worker_that_was_out_sends_only_the_last_reminder(two_invited):
    assert messages.plan_reminders(now=day_before_closing(two_invited[0], 1)) == 2


def test_reminders_keep_the_time_of_day_over_the_change_of_clocks_but_go_before_the_evening():
    closes = datetime(2026, 10, 30, 22, 59, tzinfo=UTC)  # 23:59 in winter
    round_ = factories.round_(closes_at=closes, reminder_days="14, 3, 0")
    found = [(days, moment.astimezone(UTC)) for days, moment in reminder_moments(round_)]
    assert found == [
        (14, datetime(2026, 10, 16, 15, tzinfo=UTC)),
        (3, datetime(2026, 10, 27, 16, tzinfo=UTC)),
    ]


def test_no_reminder_goes_at_christmas_and_two_that_fall_together_are_one():
    closes = datetime(2027, 1, 8, 16, tzinfo=UTC)
    opens = datetime(2026, 12, 1, 8, tzinfo=UTC)
    round_ = factories.round_(opens_at=opens, closes_at=closes, reminder_days="14, 13, 3")
    assert reminder_moments(round_) == [
        (13, datetime(2026, 12, 24, 16, tzinfo=UTC)),
        (3, datetime(2027, 1, 5, 16, tzinfo=UTC)),
    ]


def test_a_reminder_that_waited_for_a_server_or_a_worker_leaves_after_christmas(server):
    survey = open_survey(closes_at=datetime(2027, 1, 8, 16, tzinfo=UTC))
    mailed(invite(survey))
    christmas_eve = datetime(2026, 12, 24, 16, tzinfo=UTC)
    monday = datetime(2026, 12, 28, 7, tzinfo=UTC)  # at eight
    assert messages.plan_reminders(now=christmas_eve + timedelta(hours=12)) == 0  # a worker that was out
    assert messages.plan_reminders(now=christmas_eve) == 1
    server.answers["RCPT"] = "451 later"
    run(christmas_eve)
    server.answers["RCPT"] = "250 ok"
    for hours in (5, 12, 30, 47, 55, 80):
        run(christmas_eve + timedelta(hours=hours))
    assert (server.taken, reminder_rows().get().next_try_at) == ([], monday)
    run(monday)
    assert len(server.taken) == 1


# Putting off


def test_putting_off_tells_who_was_invited_and_plans_the_reminders_anew(two_invited):
    answer(two_invited[0])
    round_ = two_invited[0].survey.round
    now = day_before_closing(two_invited[0], 2)
    messages.plan_reminders(now=now)
    run(now)
    mail.outbox.clear()
    never_mailed = invite(two_invited[0].survey)
    later = round_.closes_at + timedelta(days=30)
    round_ = postpone_closing(round_=round_, closes_at=later, by=factories.staff(), now=now)
    run(now)
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(one.email for one in two_invited)
    assert all("31 juli 2026, 14:00 uur" in sent.body for sent in mail.outbox)
    assert mail.outbox[0].subject.startswith("Invullen kan langer")
    assert not never_mailed.messages.exists()
    mail.outbox.clear()
    assert messages.plan_reminders(now=now) == 0
    for days in (14, 3):
        assert messages.plan_reminders(now=later - timedelta(days=days)) == 2
        run(later - timedelta(days=days))
    assert [sent.to for sent in mail.outbox] == [[two_invited[1].email]] * 2


def test_the_mail_about_the_new_closing_stands_for_reminders_whose_moment_was_earlier(two_invited):
    round_ = two_invited[0].survey.round
    now = day_before_closing(two_invited[0], 2)
    for later in (round_.closes_at + timedelta(days=7), round_.closes_at + timedelta(days=9)):
        round_ = postpone_closing(round_=round_, closes_at=later, by=factories.staff(), now=now)
        assert messages.plan_reminders(now=now + timedelta(minutes=5)) == 0
    assert messages.plan_reminders(now=later - timedelta(days=3)) == 2


# What did not arrive


def test_one_press_sends_what_failed_again_but_not_what_was_made_good(server):
    survey = open_survey()
    lost, good = (invite(survey, name=name) for name in ("Kwijt", "Goed"))
    post(lost, state=State.FAILED, reason="weg", next_try_at=None)
    post(good, state=State.FAILED, reason="weg", next_try_at=None)
    post(good, occasion="opnieuw-1", state=State.SENT, sent_at=NOW)
    found = round_mails(survey.round)
    assert (found.lost, found.states) == (1, [("verzonden", 1), ("mislukt", 1)])
    assert messages.send_failed_again(round_=survey.round, by=factories.staff(), now=NOW) == 1
    run()
    assert server.recipients == [lost.email]
    assert messages.send_failed_again(round_=survey.round, by=factories.staff(), now=NOW) == 0


def test_a_mail_that_turned_out_undeliverable_is_no_sent_one(two_invited):
    one = two_invited[0]
    assert messages.mark_undeliverable(invitation=one, by=factories.staff())
    assert not messages.mark_undeliverable(invitation=one, by=factories.staff())
    assert not messages.mark_undeliverable(invitation=invite(one.survey), by=factories.staff())
    assert messages.plan_reminders(now=day_before_closing(one, 14)) == 1
    assert dict(round_mails(one.survey.round).states) == {"verzonden": 1, "onbestelbaar": 1}


def test_the_task_plans_the_reminders(monkeypatch):
    planned = []
    monkeypatch.setattr(tasks.messages, "plan_reminders", lambda now: planned.append(now))
    tasks.send_due_reminders()
    assert len(planned) == 1

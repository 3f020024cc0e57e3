"""The mails about yearly reports: to whom, once each, with nothing in them; and the personal link."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from deals.models import ContactDeal
from foundation.actions import delivery
from foundation.actions.outbox import KEPT_FOR
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.models import AuditEvent, OutgoingMail
from reports.actions import partner_mails as actions
from reports.events import ProgrammeEvent
from reports.models import PartnerReportMail
from reports.queries import partner_mails as queries
from reports.queries.partner_year import partner_years
from tests import factories
from tests.audit_log import verb
from tests.foundation.smtp_server import serving
from tests.reports.test_partner_year import fill

pytestmark = pytest.mark.django_db
YEAR = 2025
State = OutgoingMail.State


@pytest.fixture
def own():
    made = factories.participation(deal=factories.deal(name="Energieke Wijken"))
    factories.commitment(
        participation=made, kind="geld", amount_eur_per_year=15000, description="geheim bedrag"
    )
    made.organisation.name = "Gemeente Utrecht"
    made.organisation.save()
    return made.organisation


def lines():
    return queries.lines_of(partner_years(YEAR, day=timezone.localdate()), YEAR, now=timezone.now())


def waiting():
    return [contact.email for line in lines() for contact in line.waiting]


def planned(now=None):
    found = lines()
    actions.plan_mails(
        lines=found, year=YEAR, seal=queries.seal_of(found), by=factories.staff(), now=now or timezone.now()
    )
    return PartnerReportMail.objects.order_by("pk").last()


def send_all(now=None):
    now = now or timezone.now()
    while delivery.send_due(clock=lambda: now):
        pass


def path_of(made):
    return reverse("programme_reports:partner_report_open", args=[queries.token_of(made)])


def read(client, made):
    client.get(path_of(made))
    return client.get(reverse("programme_reports:partner_report_read", args=[made.public_id]))


def test_to_whom_it_would_go(own):
    long_ago = timezone.localdate() - timedelta(days=1)
    factories.contact(organisation=own, email="ja@voorbeeld.invalid")
    factories.contact(organisation=own, email="")
    factories.contact(organisation=own, email="weg@voorbeeld.invalid", until_on=long_ago)
    factories.contact(organisation=own, email="dicht@voorbeeld.invalid", user=factories.user(is_active=False))
    factories.contact(email="elders@voorbeeld.invalid")  # takes part in nothing
    tied = factories.contact(organisation=own, email="een@voorbeeld.invalid")  # of one of two deals
    ContactDeal.objects.create(contact=tied, deal=factories.participation(organisation=own).deal)
    assert waiting() == ["ja@voorbeeld.invalid"]


def test_one_mail_an_address_and_the_account_goes_before_the_link(own):
    person = factories.user()
    factories.contact(organisation=own, name="A", email="Samen@voorbeeld.invalid")
    factories.contact(organisation=own, name="B", email="samen@voorbeeld.invalid", user=person)
    ((line,),) = ([one.waiting for one in lines()],)
    assert [contact.user for contact in line] == [person]
    made = planned()
    assert (made.token_hash, made.nonce, made.expires_at) == (None, "", None)


def test_each_is_mailed_once_and_whoever_comes_later_too(own):
    factories.contact(organisation=own, email="Eerst@voorbeeld.invalid")
    planned()
    send_all()
    send_all(timezone.now() + timedelta(hours=1))
    assert waiting() == []
    factories.contact(organisation=own, email="later@voorbeeld.invalid")
    planned()
    send_all()
    assert [message.to for message in mail.outbox] == [
        ["Eerst@voorbeeld.invalid"],
        ["later@voorbeeld.invalid"],
    ]


def test_the_database_holds_one_mail_an_address(own):
    contact = factories.contact(organisation=own, email="eerst@voorbeeld.invalid")
    first = planned()
    again = actions.planned_mail(contact, YEAR, by=None, now=timezone.now())
    again.email = "EERST@voorbeeld.invalid"
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.store_mails([again], by=None, now=timezone.now())
    again.year = YEAR - 1
    actions.store_mails([again], by=None, now=timezone.now())
    assert first.year != again.year


def test_other_contacts_than_were_shown_are_not_mailed(own):
    factories.contact(organisation=own)
    seal = queries.seal_of(lines())
    factories.contact(organisation=own)
    with pytest.raises(ChangedMeanwhile):
        actions.plan_mails(lines=lines(), year=YEAR, seal=seal, by=None, now=timezone.now())
    assert not PartnerReportMail.objects.exists()


def test_the_mail_holds_a_link_and_nothing_of_the_report(own):
    contact = factories.contact(organisation=own, name="Vera Vers\r\nBcc: x@y.invalid")
    made = planned()
    send_all()
    (message,) = mail.outbox
    assert message.subject == f"Jaarrapport {YEAR} van Gemeente Utrecht"
    assert path_of(made) in message.body
    for secret in ("geheim bedrag", "15.000", "Energieke Wijken"):
        assert secret not in message.body
    assert "\nBcc:" not in message.body
    assert message.to == [contact.email]
    assert not message.attachments


def test_who_has_an_account_gets_the_page_behind_the_login(client, own):
    person = factories.user()
    factories.contact(organisation=own, email=person.email, user=person)
    planned()
    send_all()
    page = reverse("programme_reports:partner_report", args=[YEAR, own.pk])
    assert page in mail.outbox[0].body
    assert client.get(page).status_code == 302
    client.force_login(person)
    assert client.get(page).status_code == 200


def test_who_got_an_account_before_the_mail_left_is_sent_to_the_login(own):
    contact = factories.contact(organisation=own, email="straks@voorbeeld.invalid")
    made = planned()
    assert made.token_hash
    contact.user = factories.user()
    contact.save()
    send_all()
    login = reverse("programme_reports:partner_report", args=[YEAR, own.pk])
    assert login in mail.outbox[0].body and path_of(made) not in mail.outbox[0].body


def test_the_link_is_not_stored_and_opening_it_changes_nothing(client, own):
    factories.contact(organisation=own)
    made = planned()
    token = queries.token_of(made)
    assert token not in str(PartnerReportMail.objects.values().get())
    before = PartnerReportMail.objects.values().get()
    answer = client.get(path_of(made))
    assert token not in answer["Location"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer.cookies["sleutel"]["httponly"]
    assert answer.cookies["sleutel"]["path"] == answer["Location"]
    page = client.get(answer["Location"])
    assert "geheim bedrag" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    pdf = client.get(answer["Location"] + "pdf/")
    assert pdf.content.startswith(b"%PDF")
    assert PartnerReportMail.objects.values().get() == before


def test_the_key_travels_safely_and_no_longer_than_the_link(client, own, settings):
    settings.SESSION_COOKIE_SECURE = True
    factories.contact(organisation=own)
    made = planned()
    PartnerReportMail.objects.update(expires_at=timezone.now() + timedelta(minutes=9))
    answer = client.get(path_of(made))
    cookie = answer.cookies["sleutel"]
    assert (bool(cookie["secure"]), cookie["samesite"], answer["Cache-Control"]) == (True, "Lax", "no-store")
    assert 0 < cookie["max-age"] <= 9 * 60


def test_another_link_opens_only_its_own_report(client, own):
    factories.contact(organisation=own)
    mine = planned()
    other = factories.participation().organisation
    factories.contact(organisation=other)
    theirs = planned()
    url = reverse("programme_reports:partner_report_read", args=[mine.public_id])
    assert client.get(url).status_code == 404
    client.cookies["sleutel"] = queries.token_of(theirs)
    assert client.get(url).status_code == 404
    client.cookies["sleutel"] = queries.token_of(mine)
    assert client.get(url).status_code == 200


def _revoked(made):
    actions.revoke(mail=made, by=factories.staff(), now=timezone.now())


def _expired(made):
    PartnerReportMail.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def _left(made):
    made.contact.until_on = timezone.localdate() - timedelta(days=1)
    made.contact.save()


def _moved(made):
    made.contact.email = "nieuw@voorbeeld.invalid"
    made.contact.save()


def _tied(made):
    """Contact of another deal only: the report is over all of them."""
    other = factories.participation(organisation=made.organisation).deal
    ContactDeal.objects.create(contact=made.contact, deal=other)


def _account(made):
    made.contact.user = factories.user()
    made.contact.save()


@pytest.mark.parametrize(
    ("change", "status"),
    [(_revoked, 410), (_expired, 410), (_left, 410), (_moved, 410), (_tied, 410), (_account, 403)],
)
def test_a_link_ends(client, own, change, status):
    factories.contact(organisation=own)
    made = planned()
    assert read(client, made).status_code == 200
    change(made)
    assert client.get(path_of(made)).status_code == status
    for name in ("partner_report_read", "partner_report_read_file"):
        answer = client.get(reverse(f"programme_reports:{name}", args=[made.public_id]))
        assert answer.status_code == status
        assert "geheim bedrag" not in answer.content.decode()


def test_of_a_link_that_ended_the_key_goes_and_later_the_whole_row(client, own):
    factories.contact(organisation=own)
    made = planned()
    url, ended = path_of(made), made.expires_at
    actions.forget_keys(now=ended - timedelta(seconds=1))
    assert PartnerReportMail.objects.get().token_hash
    actions.forget_keys(now=ended)
    left = PartnerReportMail.objects.get()
    assert (left.nonce, left.token_hash) == ("", None)
    assert client.get(url).status_code == 404
    assert (
        client.get(reverse("programme_reports:partner_report_read", args=[made.public_id])).status_code == 404
    )
    delivery.forget_old(now=made.ordered_at + KEPT_FOR + timedelta(seconds=1))
    assert not PartnerReportMail.objects.exists()


def _closed(made):
    made.contact.user = factories.user(is_active=False)
    made.contact.save()


@pytest.mark.parametrize("change", [_left, _moved, _revoked, _expired, _closed])
def test_who_may_not_read_it_any_more_gets_no_mail(own, change):
    factories.contact(organisation=own)
    made = planned()
    change(made)
    send_all()
    made.refresh_from_db()
    assert (made.outgoing.state, mail.outbox) == (State.SKIPPED, [])
    assert made.outgoing.reason


def test_a_mail_that_is_refused_says_why_and_can_go_again(own):
    factories.contact(organisation=own)
    made, boss = planned(), factories.staff()

    with serving() as server:
        server.answers["RCPT"] = "550 no"
        send_all()
    made.refresh_from_db()
    assert made.outgoing.state == State.FAILED
    assert made.outgoing.reason == "De mailserver kent dit adres niet of weigert het."
    actions.send_again(mail=made, by=boss, now=timezone.now())
    send_all()
    made.refresh_from_db()
    assert (made.outgoing.state, made.outgoing.reason, len(mail.outbox)) == (State.SENT, "", 1)
    with pytest.raises(ChangedMeanwhile):
        actions.send_again(mail=made, by=boss, now=timezone.now())


def test_a_link_is_revoked_once(own):
    factories.contact(organisation=own)
    made, now = planned(), timezone.now()
    actions.revoke(mail=made, by=factories.staff(), now=now)
    for change in ({}, {"revoked_at": None, "token_hash": None}):  # already revoked; no link any more
        PartnerReportMail.objects.update(**change)
        with pytest.raises(ChangedMeanwhile):
            actions.revoke(mail=made, by=factories.staff(), now=now)
    assert AuditEvent.objects.filter(event=ProgrammeEvent.PARTNER_YEAR_LINK_REVOKED).count() == 1


@pytest.mark.parametrize("change", [_revoked, _expired])
def test_who_lost_the_link_gets_another_one_and_the_old_one_stays_closed(client, own, change):
    factories.contact(organisation=own)
    made = planned()
    send_all()
    old = path_of(made)
    with pytest.raises(ChangedMeanwhile):  # it arrived, and the link still works
        actions.send_again(mail=made, by=None, now=timezone.now())
    change(made)
    actions.send_again(mail=made, by=factories.staff(), now=timezone.now())
    send_all()
    made.refresh_from_db()
    assert path_of(made) != old
    assert path_of(made) in mail.outbox[1].body
    assert (client.get(old).status_code, read(client, made).status_code) == (404, 200)


def test_the_page_asks_first_then_shows_what_became_of_each(client, own):
    factories.contact(organisation=own, name="Vera Vers", email="vera@voorbeeld.invalid")
    client.force_login(factories.staff())
    overview = reverse("programme_reports:partner_reports", args=[YEAR])
    asks = reverse("programme_reports:partner_reports_mail", args=[YEAR])
    assert "vera@voorbeeld.invalid" in client.get(overview).content.decode()
    question = client.get(asks).content.decode()
    assert "1 mail versturen?" in question
    assert not PartnerReportMail.objects.exists()
    client.post(asks, {"seal": "van gisteren"})
    assert not PartnerReportMail.objects.exists()
    client.post(asks, {"seal": queries.seal_of(lines())})
    send_all()
    html = client.get(overview).content.decode()
    assert "Verzonden" in html and "Intrekken" in html
    assert "Iedereen die bereikbaar is, heeft een mail." in html
    assert client.get(asks).status_code == 302
    made = PartnerReportMail.objects.get()
    client.post(reverse("programme_reports:partner_mail_revoke", args=[made.pk]))
    html = client.get(overview).content.decode()
    assert "link ingetrokken" in html and "Opnieuw versturen" in html
    assert [verb(entry) for entry in AuditEvent.objects.all()] == [
        "trok een persoonlijke link naar het jaarrapport in",
        "liet jaarrapporten mailen",
    ]
    assert "Vera" not in str(list(AuditEvent.objects.values()))


def test_one_organisation_alone(client, own):
    factories.contact(organisation=own, email="een@voorbeeld.invalid")
    other = factories.participation().organisation
    factories.contact(organisation=other, email="ander@voorbeeld.invalid")
    client.force_login(factories.staff())
    url = reverse("programme_reports:partner_reports_mail", args=[YEAR]) + f"?organisatie={own.pk}"
    page = client.get(url).content.decode()
    assert "1 mail versturen?" in page and "Gemeente Utrecht" in page
    seal = queries.seal_of([line for line in lines() if line.facts.organisation_id == own.pk])
    client.post(url, {"seal": seal})
    assert [made.email for made in PartnerReportMail.objects.all()] == ["een@voorbeeld.invalid"]


def test_the_page_costs_the_same_for_many_contacts(client):
    client.force_login(factories.staff())
    counts = []
    for number in (1, 4):
        fill(number)
        for facts in partner_years(YEAR, day=timezone.localdate()):
            organisation = factories.Organisation.objects.get(pk=facts.organisation_id)
            factories.contact(organisation=organisation, user=factories.user())
            factories.contact(organisation=organisation)
        planned()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("programme_reports:partner_reports", args=[YEAR])).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]

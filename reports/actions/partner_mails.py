"""The mails about yearly reports: planned by Agenda Stad, sent once each, and without any content of the report."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from foundation.actions import outbox
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.events import Subject
from foundation.tokens import digest
from reports.events import Mails, ProgrammeEvent
from reports.models import PartnerReportMail
from reports.models.partner_mails import new_nonce
from reports.queries import partner_mails as queries

LINK_FOR = timedelta(days=60)
KIND = "programme.jaarrapport"


def register():
    outbox.register(KIND, compose)


@transaction.atomic
def plan_mails(*, lines, year, seal, by, now):
    """Plans one mail for each contact that has none yet. Returns how many.

    Raises ChangedMeanwhile when the contacts are no longer those that were shown.
    """
    if queries.seal_of(lines) != seal:
        raise ChangedMeanwhile
    rows = [planned_mail(contact, year, by=by, now=now) for line in lines for contact in line.waiting]
    store_mails(rows, by=by, now=now)
    subject = Subject("partner_reports", str(year), f"Jaarrapporten {year}")
    record_event(ProgrammeEvent.PARTNER_YEARS_MAILED, by=by, subject=subject, data=Mails(len(rows)))
    return len(rows)


def planned_mail(contact, year, *, by, now):
    """An unsaved mail, with a personal link for a contact without an account."""
    mail = PartnerReportMail(
        year=year,
        organisation_id=contact.organisation_id,
        contact=contact,
        email=contact.email,
        ordered_at=now,
        ordered_by=by,
    )
    _renew_link(mail, now)
    return mail


def _renew_link(mail, now):
    """Gives a contact without an account a new personal link, and others none; the previous link stops working."""
    mail.nonce, mail.token_hash, mail.expires_at, mail.revoked_at = "", None, None, None
    if mail.contact.user_id is None:
        mail.nonce, mail.expires_at = new_nonce(), now + LINK_FOR
        mail.token_hash = digest(queries.token_of(mail))


def store_mails(mails, *, by, now):
    """Stores planned mails, each with its row in the outbox, within the caller's transaction."""
    letters = [(mail.email, {"contact": mail.contact_id, "year": mail.year}, None) for mail in mails]
    posted = outbox.post_all(kind=KIND, letters=letters, by=by, now=now)
    for mail, outgoing in zip(mails, posted, strict=True):
        mail.outgoing = outgoing
    PartnerReportMail.objects.bulk_create(mails)


def compose(row):
    """Raises outbox.Skip when this person may no longer read the report."""
    mail = PartnerReportMail.objects.select_related("contact__user", "organisation").get(outgoing=row)
    now = row.claimed_at
    if not queries.is_still_contact(mail, now=now):
        raise outbox.Skip(_("Deze persoon is geen contactpersoon meer, of heeft een ander adres."))
    if mail.revoked_at or (mail.expires_at and mail.expires_at <= now):
        raise outbox.Skip(_("De link is ingetrokken of verlopen."))
    return _written(mail)


def forget_keys(*, now):
    """Removes the nonces of expired links, so that their keys cannot be derived again."""
    ended = PartnerReportMail.objects.filter(expires_at__lte=now, token_hash__isnull=False)
    ended.update(nonce="", token_hash=None)


@transaction.atomic
def send_again(*, mail, by, now):
    """Queues a mail again that did not arrive or whose link has expired, with a new link for a contact without an
    account.

    Raises ChangedMeanwhile when neither is the case.
    """
    mail = (
        PartnerReportMail.objects.select_for_update(of=("self",))
        .select_related("contact", "outgoing")
        .get(pk=mail.pk)
    )
    if not queries.may_go_again(mail, now=now):
        raise ChangedMeanwhile
    mail.email = mail.contact.email
    payload = {"contact": mail.contact_id, "year": mail.year}
    mail.outgoing = outbox.post(kind=KIND, to=mail.email, payload=payload, by=by, now=now)
    _renew_link(mail, now)
    mail.save()
    _log(mail, by, ProgrammeEvent.PARTNER_YEAR_MAILED_AGAIN)


@transaction.atomic
def revoke(*, mail, by, now):
    """Disables its personal link. Raises ChangedMeanwhile when there is none any more."""
    ours = PartnerReportMail.objects.filter(pk=mail.pk, token_hash__isnull=False, revoked_at=None)
    if not ours.update(revoked_at=now):
        raise ChangedMeanwhile
    _log(mail, by, ProgrammeEvent.PARTNER_YEAR_LINK_REVOKED)


def _log(mail, by, event):
    """Names the organisation and no person, because the log is kept longer than contacts are."""
    record_event(event, by=by, subject=mail.audit_subject)


def _written(mail):
    name = outbox.one_line(mail.organisation.name)
    facts = {
        "name": outbox.one_line(mail.contact.name),
        "organisation": name,
        "year": mail.year,
        "link": queries.link_of(mail),
        "until": date_format(localtime(mail.expires_at), "j F Y") if mail.expires_at else "",
        "is_demo": mail.contact.is_demo,
    }
    subject = _("Jaarrapport {year} van {name}").format(year=mail.year, name=name)
    return EmailMessage(
        subject=outbox.one_line(subject),
        body=render_to_string("reports/mail_partner_report.txt", facts),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.email],
        headers=outbox.HEADERS,
    )

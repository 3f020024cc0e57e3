"""The recipients of the yearly reports, the state of each mail, and who enters by a personal link."""

import hashlib
import hmac
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from deals.models.contact_deals import of_all_deals
from foundation.models import OutgoingMail
from foundation.ordering import dutch
from foundation.tokens import digest
from impacttool import links
from partners.models import Contact, User
from reports.models import PartnerReportMail
from reports.partner_words import PartnerYear

State = OutgoingMail.State
PURPOSE = b"dealportaal.partner-report-link.v1"


@dataclass(frozen=True)
class Sent:
    """A mail, and whether it may be sent again."""

    mail: PartnerReportMail
    may_go_again: bool
    has_expired: bool


@dataclass(frozen=True)
class Line:
    """One organisation with a report: its mails, and the contacts that still need one."""

    facts: PartnerYear
    mails: tuple  # Sent
    waiting: tuple  # Contact


def lines_of(found, year, *, now):
    """[Line] in the order of the facts; two queries."""
    day = timezone.localdate(now)
    keys = [facts.organisation_id for facts in found]
    mails, contacts = defaultdict(list), defaultdict(dict)
    made = PartnerReportMail.objects.filter(year=year, organisation__in=keys).select_related(
        "contact__user", "outgoing"
    )
    for mail in made.order_by("email", "pk"):
        mails[mail.organisation_id].append(Sent(mail, may_go_again(mail, now=now), _has_expired(mail, now)))
    for contact in _reachable(day).filter(organisation__in=keys):
        _keep(contacts[contact.organisation_id], contact)
    return [
        Line(
            facts,
            tuple(mails[facts.organisation_id]),
            _still_to_mail(mails[facts.organisation_id], contacts[facts.organisation_id]),
        )
        for facts in found
    ]


def _reachable(day):
    """Current contacts with an address, over all deals of the organisation; without those whose account was closed."""
    closed = User.objects.exclude(pk__in=User.objects.working_on(day))
    found = of_all_deals(Contact.objects.active_on(day)).exclude(email="").exclude(user__in=closed)
    return found.select_related("user").order_by(dutch("name"), "pk")


def _keep(known, contact):
    """One mail per address; contacts with an account come first."""
    address = contact.email.lower()
    if address not in known or (contact.user_id and not known[address].user_id):
        known[address] = contact


def _still_to_mail(mails, contacts):
    done = {one.mail.email.lower() for one in mails}
    return tuple(contact for address, contact in contacts.items() if address not in done)


def seal_of(lines):
    """The seal of the confirm page: it changes when a contact is added or removed."""
    told = ",".join(f"{line.facts.organisation_id}:{one.pk}" for line in lines for one in line.waiting)
    return hashlib.sha256(told.encode()).hexdigest()


def mail_count(lines):
    return sum(len(line.waiting) for line in lines)


def state_counts(lines):
    """[(state in words, number of mails)], only states that occur; no query."""
    counts = Counter(one.mail.outgoing.state for line in lines for one in line.mails)
    return [(label, counts[value]) for value, label in State.choices if counts[value]]


def token_of(mail):
    """The key of the personal link, derived and never stored. Raises ValueError when the link was revoked or has
    expired."""
    return links.derive_token(settings.SECRET_KEY, bytes.fromhex(mail.nonce), purpose=PURPOSE)


def link_of(mail):
    """Where the contact reads the report: after logging in, or by the personal link of a contact without an account."""
    if mail.token_hash and mail.contact.user_id is None:
        return settings.SITE_URL + reverse("programme_reports:partner_report_open", args=[token_of(mail)])
    return settings.SITE_URL + reverse(
        "programme_reports:partner_report", args=[mail.year, mail.organisation_id]
    )


def mail_by_token(token):
    """One query; None when the link is unknown, revoked or expired."""
    return _with_contact().filter(token_hash=digest(token)).first()


def mail_by_public_id(public_id):
    return _with_contact().filter(public_id=public_id).first()


def _with_contact():
    return PartnerReportMail.objects.select_related("contact__user", "organisation", "outgoing")


def opens(token, mail):
    return bool(mail.token_hash) and hmac.compare_digest(digest(token), mail.token_hash)


def may_go_again(mail, *, now):
    """Not while it is waiting, nor when it arrived and its link still works."""
    has_ended = mail.revoked_at is not None or _has_expired(mail, now)
    state = mail.outgoing.state
    return state in (State.FAILED, State.UNDELIVERABLE, State.SKIPPED) or (state == State.SENT and has_ended)


def _has_expired(mail, now):
    return mail.expires_at is not None and mail.expires_at <= now


def is_still_contact(mail, *, now):
    """Whether a mail sent now would reach this contact of the organisation at the same address; one query."""
    reachable = _reachable(timezone.localdate(now))
    contact = reachable.filter(pk=mail.contact_id, organisation=mail.organisation_id).first()
    return contact is not None and contact.email.lower() == mail.email.lower()

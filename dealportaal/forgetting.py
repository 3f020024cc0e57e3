"""Erases a person's data on request (article 17 of the AVG); decisions and answers stay, without the
person."""

from contextlib import suppress
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry as AdminLine
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dealportaal.personal_data import held_on
from deals.models import CalendarLink, DealRole, HeldFile
from foundation.actions.audit_log import record_event
from foundation.events import Subject
from foundation.models import AuditEvent, Job, OutgoingMail
from foundation.queries import audit_log
from impacttool.actions.invitations import CannotInvite, withdraw_invitation
from impacttool.models import Invitation, InvitationRequest
from partners import accounts
from partners.events import AccountEvent
from partners.models import ApiCall, Contact, User
from reports.models import PartnerReportMail


class LastAdministrator(Exception):
    """Somebody must remain who can create accounts."""


def nobody(kind, pk):
    return f"{kind}-{pk}@verwijderd.invalid"


@transaction.atomic
def remove_person(*, email, by, now):
    """Erases the person; returns what still names the address in a text, for somebody to check. Raises
    LastAdministrator.

    Roles end, links stop, and waiting mails are not sent. Submitted answers stay: nobody knows whose they
    are.
    """
    for invitation in Invitation.objects.filter(email__iexact=email).select_related("survey__round"):
        _remove_invitation(invitation, by, now)
    InvitationRequest.objects.filter(email__iexact=email).delete()
    PartnerReportMail.objects.filter(email__iexact=email).delete()
    OutgoingMail.objects.filter(to__iexact=email).delete()
    for contact in Contact.objects.filter(email__iexact=email):
        _remove_contact(contact, timezone.localdate(now))
    for user in User.objects.filter(email__iexact=email):
        _remove_account(user, now)
    record_event(AccountEvent.PERSON_REMOVED, by=by, subject=Subject("person"))
    return held_on(email)["named"]


def _remove_invitation(invitation, by, now):
    with suppress(CannotInvite):  # of a closed round, whose links no longer work
        withdraw_invitation(invitation=invitation, by=by, now=now)
    fields = {"email": nobody("uitnodiging", invitation.pk), "name": "", "nonce": "", "token_hash": None}
    Invitation.objects.filter(pk=invitation.pk).update(**fields, contact=None)


def _remove_contact(contact, today):
    """Blanks the personal data and ends the period; the row stays."""
    yesterday = today - timedelta(days=1)
    last = min(contact.until_on or yesterday, yesterday)
    contact.until_on = max(last, contact.from_on or last)
    contact.name, contact.email, contact.function, contact.hand_over = _("verwijderd"), "", "", ""
    contact.user = contact.address_by = contact.address_at = None
    contact.version += 1
    contact.save()


def _remove_account(user, now):
    today = timezone.localdate(now)
    others = accounts.administrators(today).exclude(pk=user.pk)
    if user.is_administrator and user.works_on(today) and not others.exists():
        raise LastAdministrator
    gone = _("verwijderd account")
    tokens = [f"token:{pk}" for pk in user.api_tokens.values_list("pk", flat=True)]
    ApiCall.objects.filter(caller__in=[f"user:{user.pk}", *tokens]).update(caller_label=gone)
    AuditEvent.objects.filter(actor=user).update(actor_label=gone)
    audit_log.about(str(user.audit_subject)).update(subject_label=gone)
    AdminLine.objects.filter(content_type__model="user", object_id=str(user.pk)).update(object_repr=gone)
    DealRole.objects.filter(user=user).held_on(today).update(ended_on=today)
    for model, link in OWNED:
        model.objects.filter(**{link: user}).delete()
    Job.objects.filter(owner=user, is_shared=False).delete()
    user.email, user.name, user.is_active, user.ended_on = nobody("account", user.pk), gone, False, today
    user.is_programme_staff = user.is_administrator = user.wants_digest = False
    user.version += 1
    user.set_unusable_password()
    user.save()
    user.api_tokens.all().delete()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()


OWNED = (
    (HeldFile, "owner"),
    (CalendarLink, "user"),
)

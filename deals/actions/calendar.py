"""Secret calendar addresses: created and revoked."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deals.events import CalendarAddress, DealEvent
from deals.models import CalendarLink
from foundation import tokens
from foundation.actions.audit_log import record_event
from partners.actions import EndedWithPassword


@transaction.atomic
def create_calendar_link(*, deal, by):
    """For all deals of this person when `deal` is None. Returns the key itself, which is shown only once."""
    token = tokens.new_token()
    link = CalendarLink.objects.create(user=by, deal=deal, digest=tokens.digest(token))
    _log(link, by, DealEvent.CALENDAR_ADDRESS_MADE)
    return token


@transaction.atomic
def revoke_calendar_link(*, link, by):
    """Idempotent."""
    if CalendarLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        _log(link, by, DealEvent.CALENDAR_ADDRESS_REVOKED)


def _has_links(user):
    return user.calendar_links.filter(revoked_at=None).exists()


def _revoke_links(user):
    for link in user.calendar_links.active():
        revoke_calendar_link(link=link, by=user)


END_CALENDARS = EndedWithPassword(
    field="end_calendars",
    label=_("Trek ook mijn agenda-adressen in"),
    help_text=_("Doe dit als iemand anders uw wachtwoord of uw telefoon kan hebben gehad."),
    has_any=_has_links,
    end=_revoke_links,
)


def _log(link, by, event):
    data = CalendarAddress(link.deal.audit_ref if link.deal else None)
    record_event(event, by=by, subject=link.user.audit_subject, data=data)

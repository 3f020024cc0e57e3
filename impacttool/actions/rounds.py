"""Creating, opening and postponing a round: everything before it closes."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foundation.actions.audit_log import record_event
from foundation.events import Changes
from impacttool.actions import messages
from impacttool.events import ClosingMoved, DealsAdded, RoundEvent
from impacttool.follow_up import years_after
from impacttool.models import Instrument, Round, Statement, Survey

TERM = timedelta(weeks=6)


class RoundNotReady(Exception):
    """The round cannot be opened or changed; the message tells the user why, in Dutch."""


class AlreadyPutOff(RoundNotReady):
    """Somebody postponed the closing since the page was made, perhaps this person in another tab."""


@transaction.atomic
def save_round(*, round_, deals, by, follow_ups=(), changes=()):
    """Stores a round in preparation with its deals, and those that ended and are asked again (`follow_ups`).

    Raises RoundNotReady once it has opened."""
    is_new = round_.pk is None
    if not is_new:
        _locked(round_, Round.State.DRAFT)
    round_.save()
    _set_deals(round_, {deal.pk: None for deal in deals} | _years_after(follow_ups, round_.year))
    event = RoundEvent.CREATED if is_new else RoundEvent.CHANGED
    record_event(event, by=by, subject=round_.audit_subject, data=Changes(changes))
    return round_


@transaction.atomic
def create_round(*, year, deals, by, now, closes_at=None, instrument=None, follow_ups=(), **fields):
    """Makes and opens a round: the newest instrument and six weeks, unless said otherwise. Raises RoundNotReady."""
    instrument = instrument or Instrument.objects.newest()
    if instrument is None:
        raise RoundNotReady(_("Er is nog geen vragenlijst. Laad die eerst: manage.py load_questionnaire"))
    if Round.objects.filter(year=year).exists():
        raise RoundNotReady(_("Er is al een ronde %(year)s.") % {"year": year})
    closes_at = closes_at or now + TERM
    if closes_at <= now:
        raise RoundNotReady(_("Het moment van sluiten is al voorbij."))
    round_ = Round(year=year, instrument=instrument, opens_at=now, closes_at=closes_at, **fields)
    save_round(round_=round_, deals=deals, follow_ups=follow_ups, by=by)
    return open_round(round_=round_, by=by, now=now)


@transaction.atomic
def open_round(*, round_, by, now):
    """Opens a round at once: freezes its instrument and its thresholds. Raises RoundNotReady."""
    round_ = _locked(round_, Round.State.DRAFT)
    if not round_.surveys.exists():
        raise RoundNotReady(_("Kies eerst de deals die meedoen."))
    if round_.closes_at <= now:
        raise RoundNotReady(_("Het moment van sluiten is al voorbij. Kies eerst een later moment."))
    _freeze(round_, now)
    round_.state = Round.State.OPEN
    round_.opened_at = now
    round_.opens_at = min(round_.opens_at, now)
    round_.save(update_fields=["state", "opened_at", "opens_at"])
    messages.release(round_, now=now)
    record_event(RoundEvent.OPENED, by=by, subject=round_.audit_subject)
    return round_


@transaction.atomic
def postpone_closing(*, round_, closes_at, by, now, seen=None):
    """Postpones the closing of an open round and tells the invited people; reminders follow the new moment.

    `seen`: the closing moment that the page showed. Raises RoundNotReady.
    """
    round_ = _locked(round_, Round.State.OPEN)
    if round_.is_over(now):
        raise RoundNotReady(_("De ronde is al voorbij."))
    stands = date_format(timezone.localtime(round_.closes_at), "j F Y \\o\\m H:i")
    if seen is not None and seen < round_.closes_at:
        raise AlreadyPutOff(_("Het sluiten is al uitgesteld, tot %(moment)s.") % {"moment": stands})
    if closes_at <= round_.closes_at:
        raise RoundNotReady(
            _("Kies een later moment: de ronde sluit nu op %(moment)s. Eerder stoppen kan met Nu sluiten.")
            % {"moment": stands}
        )
    before, round_.closes_at = round_.closes_at, closes_at
    round_.save(update_fields=["closes_at"])
    messages.tell_of_new_closing(round_, by=by, now=now)
    moved = ClosingMoved(before, closes_at)
    record_event(RoundEvent.CLOSING_MOVED, by=by, subject=round_.audit_subject, data=moved)
    return round_


@transaction.atomic
def add_deals(*, round_, deals, by, now, follow_ups=(), instrument=None):
    """Lets more deals take part in a round that has not closed; returns those that were not in it yet.

    `instrument`: the short one for `follow_ups`, where the round has none yet. Raises RoundNotReady.
    """
    wanted = {deal.pk: None for deal in deals} | _years_after(follow_ups, round_.year)
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if round_.is_over(now):
        raise RoundNotReady(_("De ronde is al voorbij."))
    known = set(round_.surveys.values_list("deal_id", flat=True))
    added = [deal for deal in [*deals, *follow_ups] if deal.pk not in known]
    Survey.objects.bulk_create(Survey(round=round_, deal=deal, years_after=wanted[deal.pk]) for deal in added)
    if follow_ups and round_.follow_up_instrument_id is None:
        round_.follow_up_instrument = instrument
        round_.save(update_fields=["follow_up_instrument"])
    if round_.state == Round.State.OPEN:
        _freeze(round_, now)
    if added:
        data = DealsAdded(tuple(deal.audit_ref for deal in added))
        record_event(RoundEvent.DEALS_ADDED, by=by, subject=round_.audit_subject, data=data)
    return added


def _locked(round_, state):
    """The round as it is stored now, held until the end of the transaction. Raises RoundNotReady."""
    stored = Round.objects.select_for_update().get(pk=round_.pk)
    if stored.state != state:
        raise RoundNotReady(
            _("Dit kan niet meer: de ronde is %(state)s.") % {"state": stored.get_state_display()}
        )
    return stored


def _freeze(round_, now):
    """What is asked stands from now on. Raises RoundNotReady."""
    asked = _instruments(round_)
    for instrument_id in asked:
        if not Statement.objects.filter(indicator__instrument=instrument_id).exists():
            raise RoundNotReady(_("De vragenlijst heeft nog geen stellingen."))
    wholes = list(Instrument.objects.filter(short_versions__in=asked).values_list("pk", flat=True))
    frozen = Instrument.objects.filter(pk__in=[*asked, *wholes], frozen_at__isnull=True)
    frozen.update(frozen_at=now)


def _instruments(round_):
    """Of the ordinary surveys and of the follow-ups, where there are any. Raises RoundNotReady."""
    if not round_.surveys.follow_ups().exists():
        return [round_.instrument_id]
    if round_.follow_up_instrument_id is None:
        raise RoundNotReady(_("Kies eerst een korte vragenlijst voor de nametingen."))
    return [round_.instrument_id, round_.follow_up_instrument_id]


def _years_after(deals, year):
    """{deal id: years after its end}. Raises RoundNotReady for a deal that did not end 1, 2 or 3 years before."""
    found = {deal.pk: years_after(deal.ends_on, deal.phase, year) for deal in deals}
    wrong = [deal.name for deal in deals if found[deal.pk] is None]
    if wrong:
        raise RoundNotReady(
            _("%(deals)s: niet 1, 2 of 3 jaar voor %(year)s afgelopen, dus geen nameting.")
            % {"deals": ", ".join(wrong), "year": year}
        )
    return found


def _set_deals(round_, chosen):
    """`chosen`: {deal id: years after its end, None in an ordinary survey}."""
    stored = round_.surveys.values_list("pk", "deal_id", "years_after")
    kept = {deal_id: pk for pk, deal_id, years in stored if chosen.get(deal_id, -1) == years}
    dropped = round_.surveys.exclude(pk__in=kept.values())
    invited = dropped.filter(invitations__revoked_at__isnull=True, invitations__isnull=False).first()
    if invited is not None:
        raise RoundNotReady(
            _("Bij %(deal)s staan al uitnodigingen. Trek die eerst in.") % {"deal": invited.deal}
        )
    dropped.delete()
    new = sorted(chosen.keys() - kept.keys())
    Survey.objects.bulk_create(Survey(round=round_, deal_id=pk, years_after=chosen[pk]) for pk in new)

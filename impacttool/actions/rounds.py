"""Making, opening, putting off: what happens to a round before it closes."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from impacttool.models import Instrument, Round, Statement, Survey
from partners.actions import write_log

TERM = timedelta(weeks=6)


class RoundNotReady(Exception):
    """The round cannot be opened or changed (any more); the message says why, for the user."""


@transaction.atomic
def save_round(*, round_, deals, by, changes=None):
    """Stores a round in preparation with its deals. Raises RoundNotReady once it has opened."""
    is_new = round_.pk is None
    if not is_new:
        _locked(round_, Round.State.DRAFT)
    round_.save()
    _set_deals(round_, deals)
    verb = "maakte de ronde" if is_new else "wijzigde de ronde"
    write_log(by=by, verb=verb, subject=f"round:{round_.year}", label=str(round_), details=changes)
    return round_


@transaction.atomic
def create_round(*, year, deals, by, now, closes_at=None, instrument=None, **fields):
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
    save_round(round_=round_, deals=deals, by=by)
    return open_round(round_=round_, by=by, now=now)


@transaction.atomic
def open_round(*, round_, by, now):
    """Opens a round at once: its instrument is frozen, and its thresholds stand from now on. Raises RoundNotReady."""
    round_ = _locked(round_, Round.State.DRAFT)
    if not round_.surveys.exists():
        raise RoundNotReady(_("Kies eerst de deals die meedoen."))
    if round_.closes_at <= now:
        raise RoundNotReady(_("Het moment van sluiten is al voorbij. Kies eerst een later moment."))
    if not Statement.objects.filter(indicator__instrument=round_.instrument_id).exists():
        raise RoundNotReady(_("De vragenlijst heeft nog geen stellingen."))
    Instrument.objects.filter(pk=round_.instrument_id, frozen_at__isnull=True).update(frozen_at=now)
    round_.state = Round.State.OPEN
    round_.opened_at = now
    round_.opens_at = min(round_.opens_at, now)
    round_.save(update_fields=["state", "opened_at", "opens_at"])
    write_log(by=by, verb="opende de ronde", subject=f"round:{round_.year}", label=str(round_))
    return round_


@transaction.atomic
def postpone_closing(*, round_, closes_at, by, now):
    """Moves the closing of an open round to a later moment. Raises RoundNotReady."""
    round_ = _locked(round_, Round.State.OPEN)
    if round_.is_over(now):
        raise RoundNotReady(_("De ronde is al voorbij."))
    if closes_at <= round_.closes_at:
        raise RoundNotReady(
            _("Kies een later moment dan nu is afgesproken. Eerder stoppen kan met Nu sluiten.")
        )
    before, round_.closes_at = round_.closes_at, closes_at
    round_.save(update_fields=["closes_at"])
    moved = {"sluit op": [before.isoformat(), closes_at.isoformat()]}
    write_log(
        by=by, verb="stelde het sluiten uit", subject=f"round:{round_.year}", label=str(round_), details=moved
    )
    return round_


@transaction.atomic
def add_deals(*, round_, deals, by, now):
    """Lets more deals take part in a round that has not closed; returns those that were not in it yet.

    Raises RoundNotReady.
    """
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if round_.is_over(now):
        raise RoundNotReady(_("De ronde is al voorbij."))
    known = set(round_.surveys.values_list("deal_id", flat=True))
    added = [deal for deal in deals if deal.pk not in known]
    Survey.objects.bulk_create(Survey(round=round_, deal=deal) for deal in added)
    if added:
        names = {"deals": [deal.name for deal in added]}
        write_log(
            by=by, verb="voegde deals toe", subject=f"round:{round_.year}", label=str(round_), details=names
        )
    return added


def _locked(round_, state):
    """The round as it is stored now, held until the end of the transaction. Raises RoundNotReady."""
    stored = Round.objects.select_for_update().get(pk=round_.pk)
    if stored.state != state:
        raise RoundNotReady(
            _("Dit kan niet meer: de ronde is %(state)s.") % {"state": stored.get_state_display()}
        )
    return stored


def _set_deals(round_, deals):
    chosen = {deal.pk for deal in deals}
    dropped = round_.surveys.exclude(deal__in=chosen)
    invited = dropped.filter(invitations__revoked_at__isnull=True, invitations__isnull=False).first()
    if invited is not None:
        raise RoundNotReady(
            _("Bij %(deal)s staan al uitnodigingen. Trek die eerst in.") % {"deal": invited.deal}
        )
    dropped.delete()
    known = set(round_.surveys.values_list("deal_id", flat=True))
    Survey.objects.bulk_create(Survey(round=round_, deal_id=pk) for pk in sorted(chosen - known))

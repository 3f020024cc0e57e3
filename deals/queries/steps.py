"""Steps from phase to phase: the last one, whether it can be undone, and what is still open before the next."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals import lifecycle
from deals.events import DealEvent
from deals.models import ActionPoint, AnchoringDocument, Commitment, Milestone
from deals.told_years import told_year
from foundation.event_words import data_of
from foundation.models import AuditEvent

ASKS_WHAT_IS_OPEN = (lifecycle.COMPLETION, lifecycle.AFTERCARE)


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step as recorded in the log; `before` is "" if the phase was unknown."""

    pk: int
    before: str
    after: str
    at: datetime

    @property
    def is_for_staff(self):
        return lifecycle.STOPPED in (self.before, self.after)


def last_step(deal):
    """The step that led to the current phase and was not undone; None if the log has none. One query."""
    taken = []
    steps = (DealEvent.PHASE_CHANGED, DealEvent.PHASE_TAKEN_BACK)
    for event in AuditEvent.objects.filter(deal_id=deal.pk, event__in=steps).order_by("pk"):
        if event.event == DealEvent.PHASE_CHANGED:
            taken.append(event)
        elif taken:
            taken.pop()
    if not taken:
        return None
    step = data_of(taken[-1].event, taken[-1].data)
    return (
        TakenStep(taken[-1].pk, step.before, step.after, taken[-1].at) if step.after == deal.phase else None
    )


def may_take_back(user, deal, step, *, day):
    """The deal team on the same day, Agenda Stad always (docs/rules.md 7)."""
    if step is None or not user.has_perm("deals.edit_deal", deal):
        return False
    return user.has_perm("deals.stop_deal", deal) or (not step.is_for_staff and localdate(step.at) == day)


def still_open(deal, to, *, day):
    """[(sentence, URL)] of what is open before a deal is completed; four queries, none for another phase."""
    if to not in ASKS_WHAT_IS_OPEN:
        return []
    planning, partners = (reverse(f"deals:{page}", args=[deal.slug]) for page in ("planning", "partners"))
    found = [
        (_milestones(Milestone.objects.filter(deal=deal, done_on=None).count()), planning),
        (_action_points(deal.action_points.filter(state=ActionPoint.State.OPEN).count()), planning),
        (_agreements(deal, told_year(day)), f"{partners}?to_confirm=on#partners"),
        (_anchoring(deal), deal.get_absolute_url()),
        (_end(deal, day), reverse("deals:edit", args=[deal.slug])),
    ]
    return [(sentence, address) for sentence, address in found if sentence]


def _milestones(number):
    words = ngettext(
        "%(number)s mijlpaal is nog niet gehaald.", "%(number)s mijlpalen zijn nog niet gehaald.", number
    )
    return words % {"number": number} if number else ""


def _action_points(number):
    words = ngettext("%(number)s actiepunt staat nog open.", "%(number)s actiepunten staan nog open.", number)
    return words % {"number": number} if number else ""


def _agreements(deal, year):
    number = Commitment.objects.to_confirm_in(year).filter(participation__deal=deal).count()
    words = ngettext(
        "Van %(number)s afspraak is nog niet gezegd hoe het in %(year)s liep.",
        "Van %(number)s afspraken is nog niet gezegd hoe het in %(year)s liep.",
        number,
    )
    return words % {"number": number, "year": year} if number else ""


def _anchoring(deal):
    if AnchoringDocument.objects.filter(deal=deal).exists():
        return ""
    return _("Er staat nog niet waar de resultaten worden geborgd.")


def _end(deal, day):
    if deal.ends_on is None or deal.ends_on <= day:
        return ""
    return _("De einddatum ligt nog voor u: %(day)s.") % {"day": date_format(deal.ends_on, "j F Y")}

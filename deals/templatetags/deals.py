"""How the things of a deal are written for a reader."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.models import Attachment, CommitmentConfirmation, Deal

register = template.Library()
DOTS = {Attachment.YES: "●", Attachment.NO: "○", Attachment.UNKNOWN: "–"}
VARIANTS = {
    CommitmentConfirmation.State.MORE: "ok",
    CommitmentConfirmation.State.AS_AGREED: "ok",
    CommitmentConfirmation.State.LESS: "neutral",
    CommitmentConfirmation.State.TALKED: "neutral",
}


@register.filter
def term(deal: Deal):
    """The years of the deal's term, from the first signing when no begin is known; says what is unknown."""
    signed_on = getattr(deal, "first_signed_on", None)
    if signed_on and not deal.starts_on and not deal.ends_on:
        return _("ondertekend %(year)s, einde niet bekend") % {"year": signed_on.year}
    begin = deal.starts_on or signed_on
    start = str(begin.year) if begin else ""
    end = str(deal.ends_on.year) if deal.ends_on else ""
    if start and end:
        return start if start == end else f"{start}–{end}"
    if start:
        return _("vanaf %(year)s") % {"year": start}
    return _("tot %(year)s") % {"year": end} if end else _("looptijd nog niet bekend")


@register.filter
def partners(number):
    if not number:
        return _("partners nog niet bekend")
    return ngettext("%(number)s partner", "%(number)s partners", number) % {"number": number}


@register.filter
def organisations(listed):
    """ "7 partners", or "10 organisaties: 7 partners, 3 alleen genoemd" where a list holds more than partners."""
    if listed.total and listed.total == listed.partners:
        return partners(listed.total)
    total = ngettext("%(number)s organisatie", "%(number)s organisaties", listed.total)
    parts = [partners(listed.partners)] if listed.partners else []
    if listed.named_only:
        parts.append(_("%(number)s alleen genoemd") % {"number": listed.named_only})
    if listed.others:
        parts.append(_("%(number)s (nog) geen partner") % {"number": listed.others})
    return ": ".join(part for part in (total % {"number": listed.total}, ", ".join(parts)) if part)


@register.filter
def dot(attachment):
    return DOTS[Attachment(attachment)]


@register.filter
def variant(state):
    """Colour of a yearly state in components/_status.html; saying less is nothing bad."""
    return VARIANTS[CommitmentConfirmation.State(state)]


@register.filter
def eur_in(row, year):
    return row.eur_in(year)


@register.filter
def year(number):
    """A year is no number with a point in it."""
    return str(number)

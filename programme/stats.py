"""The big figures at the top of the programme page, in words, each with its list and its definition."""

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from deals.models import Phase
from programme import queries

MILLION = 1_000_000


def overview(year, current, live, may_follow):
    """Four stats for components/_stat.html; four queries."""
    return [_deals(), _partners(), _answered(current, live, may_follow), _commitments(year)]


def _deals():
    counts = queries.phase_counts()
    sub = _("%(exploring)s in verkenning · %(completing)s in afronding · %(unknown)s fase onbekend") % {
        "exploring": counts.get(Phase.EXPLORATION, 0),
        "completing": counts.get(Phase.COMPLETION, 0),
        "unknown": counts.get("", 0),
    }
    return {
        "label": _("Deals in uitvoering"),
        "value": counts.get(Phase.EXECUTION, 0),
        "of": _("van %(total)s deals") % {"total": sum(counts.values())},
        "sub": sub,
        "url": f"{reverse('deals:list')}?phase={Phase.EXECUTION}",
        "definition": _("Deals die volgens de bronnen of het dealteam nu in uitvoering zijn."),
    }


def _partners():
    counts = queries.partner_counts()
    return {
        "label": _("Partnerorganisaties"),
        "value": sum(counts.values()),
        "sub": _("%(municipalities)s gemeenten · %(ministries)s ministeries")
        % {"municipalities": counts.get("gemeente", 0), "ministries": counts.get("ministerie", 0)},
        "url": f"{reverse('partners:list')}?in_deal=1",
        "definition": _("Organisaties die bij minstens één deal horen. Elke organisatie telt één keer."),
    }


def _answered(current, live, may_follow):
    sent, invited = sum(row[1] for row in live), sum(row[2] for row in live)
    definition = _("Verstuurde vragenlijsten gedeeld door de genodigden. Wie invulde, ziet niemand.")
    if current is None or not may_follow:
        return {
            "label": _("Ingevuld in deze ronde"),
            "value": "–",
            "sub": _("Aantallen zijn voor Agenda Stad.") if current else _("Er is geen ronde open."),
            "definition": definition,
        }
    return {
        "label": _("Ingevuld in deze ronde"),
        "value": f"{round(100 * sent / invited)}%" if invited else "–",
        "sub": _("%(sent)s van %(invited)s genodigden") % {"sent": sent, "invited": invited}
        if invited
        else _("Er is nog niemand uitgenodigd."),
        "url": current.get_absolute_url(),
        "progress": sent,
        "progress_max": invited,
        "definition": definition,
    }


def _commitments(year):
    counts = queries.commitment_counts(year)
    parts = [_("%(money)s toegezegd") % {"money": euro_short(counts["money"])}]
    if counts["demo"]:
        parts.append(_("verzonnen afspraken"))
    return {
        "label": _("Afspraken bevestigd in %(year)s") % {"year": year},
        "value": counts["confirmed"],
        "of": _("van %(total)s") % {"total": counts["total"]},
        "sub": " · ".join(parts),
        "url": reverse("deals:list"),
        "definition": _(
            "Afspraken die dit jaar lopen en waarvan dealteam of partner heeft gezegd hoe het ging. "
            "Het bedrag is wat partners voor dit jaar in geld hebben toegezegd."
        ),
    }


def euro_short(amount):
    """€ 610.000, or € 6,1 mln from a million on."""
    if amount >= MILLION:
        return _("€ %(amount)s mln") % {"amount": number_format(amount / MILLION, 1)}
    return f"€ {number_format(amount, 0, force_grouping=True)}"

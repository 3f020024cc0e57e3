"""The big figures at the top of the programme page, in words, each with its list and its definition."""

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.models import Phase
from deals.queries.lists import UNKNOWN_PHASE
from impacttool.disclosure import publishable_total
from programme.queries import overview as queries

MILLION = 1_000_000


def overview(year, current, live, may_follow):
    """Four stats for components/_stat.html; four queries."""
    return [_deals(), _partners(), _answered(current, live, may_follow), _commitments(year)]


def _deals():
    counts = queries.phase_counts()
    parts = [(text, phase, counts[phase]) for text, phase in _other_phases() if counts.get(phase)]
    if unknown := counts.get("", 0):
        parts.append((_("%(number)s fase onbekend"), UNKNOWN_PHASE, unknown))
    return {
        "label": _("Deals in uitvoering"),
        "value": counts.get(Phase.EXECUTION, 0),
        "of": _("van %(total)s deals") % {"total": sum(counts.values())},
        "links": [
            (text % {"number": number}, f"{reverse('deals:list')}?phase={phase}")
            for text, phase, number in parts
        ],
        "url": f"{reverse('deals:list')}?phase={Phase.EXECUTION}",
        "definition": _("Deals die volgens de bronnen of het dealteam nu in uitvoering zijn."),
    }


def _other_phases():
    """In the order of a deal's life; with those in uitvoering and of unknown phase they add up to all deals."""
    return [
        (_("%(number)s idee"), Phase.IDEA),
        (_("%(number)s in verkenning"), Phase.EXPLORATION),
        (_("%(number)s in kwartiermaken"), Phase.PREPARATION),
        (_("%(number)s in afronding"), Phase.COMPLETION),
        (_("%(number)s in nawerking"), Phase.AFTERCARE),
        (_("%(number)s afgerond"), Phase.COMPLETED),
        (_("%(number)s niet doorgegaan"), Phase.STOPPED),
    ]


def _partners():
    counts, url = queries.partner_counts(), f"{reverse('partners:list')}?in_deal=1"
    return {
        "label": _("Organisaties bij deals"),
        "value": sum(counts.values()),
        "links": [
            (_("%(number)s gemeenten") % {"number": counts.get("gemeente", 0)}, f"{url}&type=gemeente"),
            (_("%(number)s ministeries") % {"number": counts.get("ministerie", 0)}, f"{url}&type=ministerie"),
        ],
        "url": url,
        "definition": _(
            "Organisaties die bij minstens één deal horen: de partners, wie een bron alleen noemt, en wie is benaderd. "
            "Wie vertrok of niet instapte, telt niet mee. Elke organisatie telt één keer."
        ),
    }


def _answered(current, live, may_follow):
    total = publishable_total(row[1:] for row in live)
    definition = _(
        "Verstuurde vragenlijsten gedeeld door de genodigden, van de deals met ten minste 5 ingevulde vragenlijsten. "
        "Wie invulde, ziet niemand."
    )
    if current is None or not may_follow:
        return {
            "label": _("Ingevuld in deze ronde"),
            "value": "–",
            "sub": _("Aantallen zijn voor Agenda Stad.") if current else _("Er is geen ronde open."),
            "definition": definition,
        }
    return {
        "label": _("Ingevuld in deze ronde"),
        "value": "–" if total.sent is None else f"{round(100 * total.sent / total.invited)}%",
        "sub": _answered_words(total),
        "url": current.get_absolute_url(),
        "progress": total.sent,
        "progress_max": total.sent and total.invited,
        "definition": definition,
    }


def _answered_words(total):
    if not total.invited:
        return _("Er is nog niemand uitgenodigd.")
    if total.sent is None:
        return _("Bij elke deal minder dan 5.")
    words = _("%(sent)s van %(invited)s genodigden") % {"sent": total.sent, "invited": total.invited}
    if total.few:
        words += ngettext(
            "; zonder %(few)s deal met minder dan 5", "; zonder %(few)s deals met minder dan 5", total.few
        ) % {"few": total.few}
    return words


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
            "Afspraken die in dat jaar liepen en waarvan dealteam of partner heeft gezegd hoe het ging. "
            "Het bedrag is wat partners voor dat jaar in geld hebben toegezegd."
        ),
    }


def euro_short(amount):
    """€ 610.000, or € 6,1 mln from a million on."""
    if amount >= MILLION:
        return _("€ %(amount)s mln") % {"amount": number_format(amount / MILLION, 1)}
    return f"€ {number_format(amount, 0, force_grouping=True)}"

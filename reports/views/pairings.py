"""Learning from each other: which deals ask for help and which have experience, and a table plan to print."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from impacttool.models import Round
from partners.permissions import require
from reports import pairing
from reports.forms.pairings import MeetingForm
from reports.queries.pairings import learning_deals


@require_safe
def show_meetings(request, year):
    """Uses only current consents and stores nothing. Six queries."""
    require(request.user, "impacttool.manage_rounds")
    round_ = get_object_or_404(Round.objects.select_related("instrument"), year=year)
    deals = learning_deals(round_)
    names = dict(round_.instrument.indicators.values_list("number", "name"))
    form = MeetingForm(request.GET if "rondes" in request.GET else None, deals=deals)
    page = {
        "round": round_,
        "deals": deals,
        "topics": _topics(deals, names),
        "form": form,
        "crumbs": [(_("Impact"), reverse("impacttool:rounds")), (str(round_), round_.get_absolute_url())],
    }
    if form.is_bound and form.is_valid():
        page |= _planned(form.cleaned_data, deals, names)
    return render(request, "reports/meetings.html", page)


def _planned(chosen, deals, names):
    guests = [one.guest for one in deals if one.guest.key in chosen["deals"]]
    made = pairing.plan(guests, chosen["rondes"])
    titles = {one.guest.key: one.deal.name for one in deals}
    return {
        "meeting": chosen["naam"],
        "plan": [[_table(table, titles, names) for table in tables] for tables in made],
        "is_short": len(made) < chosen["rondes"],
    }


def _table(table, titles, names):
    return {
        "deals": [titles[key] for key in table.guests],
        "talks": [
            {
                "name": names[talk.topic],
                "asking": [titles[key] for key in talk.asking],
                "knowing": [titles[key] for key in talk.knowing],
            }
            for talk in table.talks
        ],
    }


def _topics(deals, names):
    """For each indicator that a deal named: who asks and who has experience, by name and without figures."""
    found = [
        {
            "name": f"{number}. {name}",
            "asking": [one.deal for one in deals if number in one.guest.asks],
            "knowing": [one.deal for one in deals if number in one.guest.knows],
        }
        for number, name in sorted(names.items())
    ]
    return [topic for topic in found if topic["asking"] or topic["knowing"]]

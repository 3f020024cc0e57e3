"""What somebody does before a day."""

from collections import defaultdict
from functools import partial

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals.forms import ActionPointForm
from deals.models import ActionPoint
from deals.queries.calendar import day_of
from deals.queries.digest import AHEAD, by_deal
from deals.record_kinds import DigestPart, EditPage, Export, Heading, RecordKind, Removal, deal_url
from deals.sheet.outgoing import choice, date, long, organisation
from deals.sheet.tables import Column
from foundation.actions.outbox import one_line
from partners.models import Contact
from partners.name_register import fold


def _days(deals, user):
    found = ActionPoint.objects.visible_to(user).open().filter(deal__in=deals, due_on__isnull=False)
    for one in found.select_related("deal"):
        yield day_of("actiepunt", one, one.due_on, gettext("Actiepunt: %(text)s") % {"text": one.text})


def _digest(deals, users, day):
    """Those that are late for the whole team, those that come for whoever has to do them; two queries."""
    points = ActionPoint.objects.open().filter(deal__in=[one.pk for one in deals], due_on__lte=day + AHEAD)
    found, reached = by_deal(points), _organisations(users, day)

    def of_deal(deal, user):
        here, planning = found[deal.pk], deal_url("planning", deal.slug)
        late = [one for one in here if one.due_on < day]
        own = [one for one in here if one.due_on >= day and _is_own(one, user, reached[user.pk])]
        return [
            DigestPart(Heading.LATE, late, partial(_line, deal, LATE), planning),
            DigestPart(Heading.SOON, own, partial(_line, deal, OWN), planning),
        ]

    return of_deal


def _organisations(users, day):
    """{user id: {(the organisation they are a contact of, the deal, None for all of its deals)}}; one query."""
    contacts = Contact.objects.active_on(day).filter(user__in=[user.pk for user in users])
    found = defaultdict(set)
    for user_id, *reached in contacts.values_list("user_id", "organisation_id", "deal_ties__deal"):
        found[user_id].add(tuple(reached))
    return found


def _is_own(point, user, reached):
    """Their name stands at it; or nobody's, and it is for their organisation."""
    if point.owner:
        return bool(user.name) and fold(user.name) in fold(point.owner)
    return any((point.owner_organisation_id, deal) in reached for deal in (None, point.deal_id))


LATE = _("Actiepunt “%(text)s” zou op %(on)s klaar zijn.")
OWN = _("Uw actiepunt “%(text)s” moet op %(on)s klaar zijn.")


def _line(deal, words, point):
    facts = {"text": one_line(point.text), "on": date_format(point.due_on, "j F Y")}
    return words % facts, deal_url("piece_edit", deal.slug, "actiepunten", point.pk)


KIND = RecordKind(
    name="actiepunten",
    model=ActionPoint,
    removal=Removal(),
    calendar=_days,
    digest=_digest,
    page=EditPage(
        form=ActionPointForm,
        add=_("Actiepunt toevoegen"),
        edit=_("Actiepunt bewerken"),
        remove=_("Dit actiepunt verwijderen?"),
    ),
    exports=(
        Export(
            "actiepunten",
            "Actiepunten",
            (
                long("text", "Actiepunt"),
                Column("body__name", "Overleg"),
                organisation("owner_organisation__name", "Wie: organisatie"),
                Column("owner", "Wie: functie of naam"),
                date("due_on", "Klaar voor"),
                choice("state", "Stand"),
                date("closed_on", "Gedaan of vervallen op"),
                long("reason", "Toelichting"),
            ),
            rows=lambda deal, user: deal.action_points.select_related("body", "owner_organisation"),
            place=300,
        ),
    ),
)

"""Something a deal wants to reach by a date."""

from dataclasses import astuple
from functools import partial

from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deals import actions
from deals.forms import MilestoneForm
from deals.models import Milestone, MilestoneMove
from deals.queries.calendar import day_of
from deals.queries.digest import AHEAD, by_deal
from deals.queries.progress import open_milestones
from deals.record_kinds import (
    DigestPart,
    EditPage,
    Export,
    Heading,
    RecordKind,
    Removal,
    TwoWayList,
    deal_url,
)
from deals.rough import DAY, day_in_words
from deals.sheet.outgoing import choice, date
from deals.sheet.tables import MILESTONES, Column
from foundation.actions.outbox import one_line
from foundation.field_changes import changes_of


def _save(form, *, by):
    actions.save_milestone(
        milestone=form.instance,
        version=form.read_version,
        changes=changes_of(form),
        reason=form.cleaned_data.get("reason", ""),
        by=by,
    )


def _days(deals, _user):
    found = Milestone.objects.filter(deal__in=deals).select_related("deal")
    for one in found.annotate(day=Coalesce("done_on", "expected_on", "planned_on")):
        word = gettext("Gehaald") if one.done_on else one.get_kind_display().split()[0].capitalize()
        rough = "" if one.done_on or one.due.precision == DAY else f", {day_in_words(*astuple(one.due))}"
        yield day_of("mijlpaal", one, one.day, f"{word}: {one.name}{rough}")


def _digest(deals, _users, day):
    """One query."""
    found = by_deal(open_milestones(deals).filter(due_on__lte=day + AHEAD))

    def of_deal(deal, _user):
        here, planning = found[deal.pk], deal_url("planning", deal.slug)
        late, soon = ([one for one in here if (one.due_on < day) is is_late] for is_late in (True, False))
        return [
            DigestPart(Heading.LATE, late, partial(_line, deal, LATE), planning),
            DigestPart(Heading.SOON, soon, partial(_line, deal, SOON), planning),
        ]

    return of_deal


LATE = _("Mijlpaal “%(name)s” stond voor %(on)s en is nog niet gehaald.")
SOON = _("Mijlpaal “%(name)s” staat voor %(on)s.")


def _line(deal, words, milestone):
    facts = {"name": one_line(milestone.name), "on": day_in_words(milestone.due.on, milestone.due.precision)}
    return words % facts, deal_url("milestone_edit", deal.slug, milestone.pk)


KIND = RecordKind(
    name="mijlpalen",
    model=Milestone,
    removal=Removal(),
    calendar=_days,
    digest=_digest,
    two_way=TwoWayList(
        table=MILESTONES,
        records=lambda deal: deal.milestones.order_by("planned_on", "pk"),
        choices={
            "kind": Milestone.Kind,
            "planned_precision": Milestone.Precision,
            "expected_precision": Milestone.Precision,
        },
    ),
    page=EditPage(
        form=MilestoneForm,
        add=_("Mijlpaal toevoegen"),
        edit=_("Mijlpaal bewerken"),
        remove=_("Deze mijlpaal verwijderen?"),
        save=_save,
        added=_("De mijlpaal is toegevoegd."),
        saved=_("De mijlpaal is opgeslagen."),
        remove_label=_("Mijlpaal verwijderen"),
        crumb=_("Planning"),
    ),
    exports=(
        Export(
            "verschuivingen",
            "Verschoven mijlpalen",
            (
                Column("milestone__name", "Mijlpaal"),
                choice("which", "Welke datum"),
                date("old_on", "Van"),
                choice("old_precision", "Van: hoe precies"),
                date("new_on", "Naar"),
                choice("new_precision", "Naar: hoe precies"),
                Column("reason", "Reden"),
            ),
            rows=lambda deal, user: MilestoneMove.objects.filter(
                milestone__deal=deal, milestone__deleted_at=None
            ).select_related("milestone"),
            place=260,
        ),
    ),
)

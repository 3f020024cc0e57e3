"""Rows of the tables that are not read in again. A talk is only for whoever may read it, a deal only for whoever may see it."""

from collections.abc import Mapping
from functools import reduce

from django.utils import timezone

from deals.models import (
    Amendment,
    BodyMember,
    BodyVersion,
    CommitmentConfirmation,
    CommitmentVersion,
    Conversation,
    CriterionMet,
    Deal,
    EntryCriterion,
    MilestoneMove,
)
from deals.queries.history import changes_in
from deals.queries.relations import own_relations_of
from deals.queries.reviews import reviewed
from deals.sheet import kept, talked
from deals.sheet.kept import KEPT
from foundation.ordering import dutch

RECORDS = {
    kept.DEAL: lambda deal, user: Deal.objects.filter(pk=deal.pk),
    kept.TEAM: lambda deal, user: deal.roles.select_related("user").order_by(dutch("user__name"), "pk"),
    kept.DATES: lambda deal, user: deal.dates.all(),
    kept.FACTS: lambda deal, user: deal.facts.all(),
    kept.HISTORY: lambda deal, user: changes_in(deal),
    talked.REVIEWS: lambda deal, user: deal.reviews.all(),
    talked.REVIEW_MILESTONES: lambda deal, user: reviewed(deal, "milestones"),
    talked.REVIEW_AGREEMENTS: lambda deal, user: reviewed(deal, "agreements"),
    talked.REVIEW_ACTIONS: lambda deal, user: reviewed(deal, "actions"),
    kept.SCHEME_RUNS: lambda deal, user: deal.scheme_runs.select_related("by"),
    kept.PUT_ASIDE: lambda deal, user: deal.put_aside.select_related("by"),
    kept.CONTRIBUTIONS: lambda deal, user: deal.contributions.select_related("network"),
    kept.CRITERIA: lambda deal, user: EntryCriterion.objects.filter(
        moment__deal=deal, moment__deleted_at=None
    ).select_related("moment"),
    kept.CRITERIA_MET: lambda deal, user: CriterionMet.objects.filter(
        criterion__moment__deal=deal, criterion__deleted_at=None, participation__deleted_at=None
    ).select_related("criterion", "participation__organisation", "met_by"),
    kept.VERSIONS: lambda deal, user: CommitmentVersion.objects.filter(
        commitment__participation__deal=deal, commitment__deleted_at=None
    ).select_related("commitment__participation__organisation"),
    kept.AMENDMENTS: lambda deal, user: Amendment.objects.filter(
        commitment__participation__deal=deal, commitment__deleted_at=None
    ).select_related("commitment__participation__organisation"),
    kept.BODY_VERSIONS: lambda deal, user: BodyVersion.objects.filter(
        body__deal=deal, body__deleted_at=None
    ).select_related("body"),
    talked.TALKS: lambda deal, user: _talks(deal).select_related("survey__round"),
    talked.ATTENDEES: lambda deal, user: _of_talks(deal, "attendees").select_related(
        "session", "organisation"
    ),
    talked.TALK_NOTES: lambda deal, user: (
        _of_talks(deal, "notes").exclude(text="").select_related("session", "element__indicator")
    ),
    talked.WISHES: lambda deal, user: _of_talks(deal, "wishes").select_related("session", "indicator"),
    talked.FINDINGS: lambda deal, user: _of_surveys(deal, "findings").select_related("indicator"),
    talked.LESSONS: lambda deal, user: _of_surveys(deal, "lessons"),
    talked.ATTENTION: lambda deal, user: _of_surveys(deal, "attention_points").select_related("action_point"),
    kept.CONFIRMATIONS: lambda deal, user: (
        CommitmentConfirmation.objects.filter(
            commitment__participation__deal=deal, commitment__deleted_at=None
        )
        .select_related("commitment__participation__organisation")
        .order_by(dutch("commitment__participation__organisation__name"), "commitment", "year")
    ),
    kept.MOVES: lambda deal, user: MilestoneMove.objects.filter(
        milestone__deal=deal, milestone__deleted_at=None
    ).select_related("milestone"),
    kept.BODIES: lambda deal, user: deal.bodies.all(),
    kept.MEMBERS: lambda deal, user: BodyMember.objects.filter(
        body__deal=deal, body__deleted_at=None
    ).select_related("body", "organisation"),
    kept.DECISIONS: lambda deal, user: deal.decisions.select_related("body"),
    kept.ACTION_POINTS: lambda deal, user: deal.action_points.select_related("body", "owner_organisation"),
    kept.PARTS: lambda deal, user: deal.parts.select_related("lead_organisation"),
    kept.COURSE_CHANGES: lambda deal, user: deal.course_changes.all(),
    kept.ANCHORING: lambda deal, user: deal.anchoring_documents.select_related("organisation"),
    kept.RELATIONS: own_relations_of,
    kept.SIGNINGS: lambda deal, user: deal.signing_moments.all(),
    kept.PUBLICATIONS: lambda deal, user: deal.publications.select_related("signing_moment"),
    kept.CONVERSATIONS: lambda deal, user: (
        Conversation.objects.visible_to(user)
        .filter(participation__deal=deal)
        .select_related("participation__organisation")
    ),
}


def _surveys():
    """Of a room above, reached through the deal's own relation; no query."""
    return Deal._meta.get_field("surveys").related_model


def _of_surveys(deal, what):
    """`what` the talks of this deal led to, the newest round first; removed ones are left out."""
    model = _surveys()._meta.get_field(what).related_model
    found = model.objects.filter(survey__deal=deal).select_related("survey__round")
    return found.order_by("-survey__round__year", *model._meta.ordering)


def _talks(deal):
    return _surveys()._meta.get_field("sessions").related_model.objects.filter(survey__deal=deal)


def _of_talks(deal, what):
    model = _talks(deal).model._meta.get_field(what).related_model
    return model.objects.filter(session__in=_talks(deal))


def kept_rows(deal, table, user):
    """Every row that this user may read as {column: value}; one query."""
    return [
        {column.name: _value(record, column) for column in table.columns}
        for record in RECORDS[table](deal, user)
    ]


def kept_lists(deal, user):
    """[(table, number of rows)]; one query a table."""
    return [(table, _count(RECORDS[table](deal, user))) for table in KEPT.values()]


def _count(records):
    return len(records) if isinstance(records, list) else records.count()


def _value(record, column):
    if column.kind == "choice":
        return getattr(record, f"get_{column.name}_display")()
    value = reduce(_next, column.name.split("__"), record)
    if column.kind == "moment":
        return value and f"{timezone.localtime(value):%d-%m-%Y %H:%M}"
    return _in_lines(value) if column.kind == "changes" else value


def _in_lines(changes):
    return "\n".join(
        f"{what}: {before}" if after is None else f"{what}: {before or '–'} → {after or '–'}"
        for what, before, after in changes
    )


def _next(value, name):
    if isinstance(value, Mapping):
        return value.get(name)
    return None if value is None else getattr(value, name)

"""Rows of the tables that are not read in again. A talk is only for who may read it, a deal only for who may see it."""

from functools import reduce

from deals.models import BodyMember, CommitmentConfirmation, Conversation, MilestoneMove
from deals.queries.relations import own_relations_of
from deals.sheet import kept
from deals.sheet.kept import KEPT
from foundation.ordering import dutch

RECORDS = {
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


def kept_rows(deal, table, user):
    """Every row that this user may read as {column: value}; one query."""
    return [
        {column.name: _value(record, column) for column in table.columns}
        for record in RECORDS[table](deal, user)
    ]


def kept_lists(deal, user):
    """[(table, number of rows)]; one query a table."""
    return [(table, RECORDS[table](deal, user).count()) for table in KEPT.values()]


def _value(record, column):
    if column.kind == "choice":
        return getattr(record, f"get_{column.name}_display")()
    return reduce(_next, column.name.split("__"), record)


def _next(value, name):
    return None if value is None else getattr(value, name)

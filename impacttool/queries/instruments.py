"""Questionnaires as the pages show them."""

from django.db.models import Count, Max, Prefetch

from impacttool.models import Indicator, Instrument, Statement


def next_version():
    """Whole and short questionnaires share one sequence of numbers; one query."""
    return (Instrument.objects.aggregate(last=Max("version"))["last"] or 0) + 1


def all_instruments():
    """Newest first, with `indicator_count`, `statement_count` and their rounds; four queries."""
    return Instrument.objects.annotate(
        indicator_count=Count("indicators", distinct=True),
        statement_count=Count("indicators__statements", distinct=True),
    ).prefetch_related("rounds", "follow_up_rounds", "short_of")


def indicators_of(instrument):
    """With dimension, statements (and their source) and elements; three queries."""
    statements = Statement.objects.select_related("previous")
    return (
        Indicator.objects.filter(instrument=instrument)
        .select_related("dimension")
        .prefetch_related(Prefetch("statements", queryset=statements), "elements")
    )


def contents_of(instrument):
    """Every indicator as {"name", "alias", "dimension", "statements", "elements"} in plain text; three queries."""
    return [
        {
            "name": indicator.name,
            "alias": indicator.alias,
            "dimension": indicator.dimension.name if indicator.dimension else "",
            "statements": [statement.text for statement in indicator.statements.all()],
            "elements": [element.text for element in indicator.elements.all()],
        }
        for indicator in indicators_of(instrument)
    ]

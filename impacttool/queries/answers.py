"""The answers of closed rounds, as the scoring reads them. An open round gives nothing, to nobody."""

from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from impacttool.models import Answer, Round, Statement
from impacttool.scoring import AnswerRow

CHUNK = 5000
RESPONSE_KEY = Cast("response_id", CharField())  # as text: a million rows are not made a million UUID objects


def answer_rows(surveys, places=None):
    """{survey id: every answer of its sent responses}, of closed rounds only; two queries.

    `places`: {statement id: (indicator number, code)}, to read them as another version of the questionnaire has
    them; statements that are not in it are left out.
    """
    found = {survey.pk: [] for survey in surveys}
    rows = _readable().filter(response__survey__in=surveys)
    if places is None:
        places = _places({survey.instrument_id for survey in surveys})
    else:
        rows = rows.filter(statement__in=places)
    fields = ("response__survey_id", "key", "response__partner_type", "statement_id", "score")
    names = {}
    rows = rows.annotate(key=RESPONSE_KEY).values_list(*fields)
    for survey_id, key, kind, statement, score in rows.iterator(chunk_size=CHUNK):
        name = names.get(key) or names.setdefault(key, str(UUID(key)))
        found[survey_id].append(AnswerRow(name, kind, *places[statement], score))
    return found


def _places(instruments):
    """{statement id: (indicator number, code)}; one query."""
    statements = Statement.objects.filter(indicator__instrument__in=instruments)
    return {
        pk: (number, code) for pk, number, code in statements.values_list("pk", "indicator__number", "code")
    }


def rows_by_survey(round_):
    """Yields (survey id, its AnswerRows) of a closed round, deal after deal: two queries however many deals.

    The rows of a survey are an iterator that must be used before the next survey is asked for: memory stays flat.
    """
    where = _places([round_.instrument_id, round_.follow_up_instrument_id])
    rows = (
        _readable()
        .filter(response__survey__round=round_)
        .order_by("response__survey_id")
        .annotate(key=RESPONSE_KEY)
        .values_list("response__survey_id", "key", "response__partner_type", "statement_id", "score")
    )
    for survey_id, group in groupby(rows.iterator(chunk_size=CHUNK), key=itemgetter(0)):
        yield (
            survey_id,
            (AnswerRow(key, kind, *where[statement], score) for _id, key, kind, statement, score in group),
        )


def _readable():
    return Answer.objects.filter(
        response__is_sent=True, response__survey__round__state=Round.State.CLOSED
    ).order_by()

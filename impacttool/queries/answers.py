"""The answers of closed rounds, as input for the scoring. Returns nothing of an open round."""

from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from impacttool.models import Answer, Round, Statement
from impacttool.scoring import AnswerRow

CHUNK = 5000
RESPONSE_KEY = Cast(
    "response_id", CharField()
)  # as text: saves making a UUID object for each of a million rows


def answer_rows(surveys, places=None):
    """{survey id: every answer of its sent responses}, of closed rounds only; two queries.

    `places`: {statement id: (indicator number, code)}, to read the answers as another version of the questionnaire;
    other statements are left out.
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
    """Yields (survey id, its AnswerRows) of a closed round, deal by deal: two queries however many deals.

    The rows of a survey are an iterator to consume before the next survey: memory use stays constant.
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

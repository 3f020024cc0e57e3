"""The answers of closed rounds, as the scoring reads them. An open round gives nothing, to nobody."""

from itertools import groupby
from operator import itemgetter

from impacttool.models import Answer, Round, Statement
from impacttool.scoring import AnswerRow

CHUNK = 5000


def answer_rows(survey, places=None):
    """Every answer of the sent responses of a closed survey; one query.

    `places`: {statement id: (indicator number, code)}, to read them as another version of the questionnaire has
    them; statements that are not in it are left out.
    """
    rows = _readable().filter(response__survey=survey)
    if places is not None:
        rows = rows.filter(statement__in=places)
    fields = (
        "response_id",
        "response__partner_type",
        "statement_id",
        "statement__indicator__number",
        "statement__code",
        "score",
    )
    return [
        AnswerRow(str(key), kind, *((number, code) if places is None else places[statement]), score)
        for key, kind, statement, number, code, score in rows.values_list(*fields).iterator(chunk_size=CHUNK)
    ]


def rows_by_survey(round_):
    """Yields (survey id, its AnswerRows) of a closed round, deal after deal: two queries however many deals.

    The rows of a survey are an iterator that must be used before the next survey is asked for: memory stays flat.
    """
    where = {
        pk: (number, code)
        for pk, number, code in Statement.objects.filter(
            indicator__instrument=round_.instrument_id
        ).values_list("pk", "indicator__number", "code")
    }
    rows = (
        _readable()
        .filter(response__survey__round=round_)
        .order_by("response__survey_id")
        .values_list("response__survey_id", "response_id", "response__partner_type", "statement_id", "score")
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

"""Imports answers from an older form: all or nothing, and idempotent for the same file."""

import hashlib
import hmac
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction
from django.db.models import F

from deals.models import Deal
from foundation.actions.audit_log import record_event
from impacttool.actions.import_words import sentence
from impacttool.answer_sheet import (
    LIMITS,
    Chosen,
    Expected,
    Problem,
    Sheet,
    known_as,
    read_sheet,
    words_of,
)
from impacttool.events import AnswersImported, DealCount, RoundEvent
from impacttool.models import Answer, Response, Round, Statement, Survey
from impacttool.queries.invitations import with_links
from impacttool.queries.partner_types import IMPORTED, LEAST_INVITED, imported_by_type
from partners.models import OrganisationType
from rendering.reading.files import read_file

PURPOSE = b"dealportaal.imported-response.v1"
BATCH = 500


class ImportRefused(Exception):
    """Nothing was stored. `problems`: answer_sheet.Problem rows; `lines()`: sentences for the user."""

    def __init__(self, problems):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems

    def lines(self, most=50):
        return [sentence(problem) for problem in self.problems[:most]]


@dataclass(frozen=True)
class Preview:
    """What storing a file would do: the new rows, and per deal slug how many are new and how many exist.

    With problems nothing is stored; the counts then cover the rows without any.
    """

    new: list
    per_deal: dict
    problems: list
    sheet: Sheet | None = None

    @property
    def added(self):
        return sum(new for new, _there in self.per_deal.values())

    @property
    def already_there(self):
        return sum(there for _new, there in self.per_deal.values())


@transaction.atomic
def import_responses(*, round_, tab, by, now, chosen=None):
    """Stores the tab's responses that are not there yet; returns the Preview. Raises ImportRefused.

    Locks the round, so that it does not close, and its surveys, so that nobody is invited meanwhile. Costs
    about a dozen queries and one more for 500 answers.
    """
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    list(Survey.objects.select_for_update(no_key=True).filter(round=round_).order_by("pk").values_list("pk"))
    preview = preview_import(round_=round_, tab=tab, now=now, chosen=chosen)
    if preview.problems:
        raise ImportRefused(preview.problems)
    if preview.new:
        _store(round_, preview.new)
        counts = (DealCount(slug, new) for slug, (new, _there) in sorted(preview.per_deal.items()) if new)
        data = AnswersImported(tuple(counts))
        record_event(RoundEvent.ANSWERS_IMPORTED, by=by, subject=round_.audit_subject, data=data)
    return preview


def read_answers(content):
    """The tab of a file with the answers. Raises Unreadable."""
    return answers_tab(read_file(content, LIMITS))


def answers_tab(tabs, title=""):
    """The one that was chosen, else the first that is not hidden."""
    shown = [tab for tab in tabs if not tab.refused]
    chosen = [tab for tab in shown if tab.title == title] if title else []
    visible = [tab for tab in shown if not tab.is_hidden]
    return (chosen or visible or shown)[0]


def preview_import(*, round_, tab, now, chosen=None):
    """Reads and judges a tab without storing anything; nine queries."""
    if not round_.takes_answers(now):
        return Preview([], {}, [Problem(0, "", "round_not_open")])
    surveys = dict(Survey.objects.ordinary().filter(round=round_).values_list("deal__slug", "pk"))
    sheet = read_sheet(tab, expected_of(round_, surveys), chosen or Chosen())
    in_vain = _of_invited(sheet.rows, surveys)
    wrong = {problem.row for problem in sheet.problems} | in_vain.keys()
    rows = [row for row in sheet.rows if row.row not in wrong]
    others = [problem for problem in sheet.problems if problem.row not in in_vain]
    found = _compared(rows, surveys, others)
    first = {deal: row for row, deal in reversed(in_vain.items())}
    stops = [Problem(row, "deal", "has_links", deal) for deal, row in reversed(first.items())]
    return replace(found, problems=[*stops, *found.problems], sheet=sheet)


def _of_invited(rows, surveys):
    """{row: deal} of the deals whose people were invited: no other fault of such a row is worth mending."""
    linked = with_links(surveys.values())
    return {row.row: row.deal for row in rows if surveys.get(row.deal) in linked}


def expected_of(round_, surveys):
    asked = Statement.objects.filter(indicator__instrument=round_.instrument_id).order_by("position")
    texts = dict(asked.values_list("code", "text"))
    types = {value.casefold(): value for value in OrganisationType.values}
    types |= {str(label).casefold(): value for value, label in OrganisationType.choices}
    deals = Deal.objects.in_bulk(field_name="slug").values()
    named = Counter(words_of(name) for deal in deals for name in {deal.name, deal.full_name})
    return Expected(
        codes=tuple(texts),
        deals=surveys.keys(),
        known_deals=frozenset(deal.slug for deal in deals),
        partner_types=types,
        texts=texts,
        named={
            words_of(name): deal.slug
            for deal in deals
            for name in (deal.name, deal.full_name)
            if named[words_of(name)] == 1
        },
    )


def _compared(rows, surveys, problems):
    """Compares the rows with earlier imports; a respondent with other answers than before is a problem."""
    stored = _stored_scores(surveys.values())
    new, per_deal = [], defaultdict(Counter)
    for row in rows:
        known = stored.get(tie_of(surveys[row.deal], row.respondent))
        if known is None:
            new.append((surveys[row.deal], row))
        elif known != row.scores:
            problems.append(Problem(row.row, "respondent", "other_answers"))
            continue
        per_deal[row.deal]["new" if known is None else "there"] += 1
    counts = {slug: (count["new"], count["there"]) for slug, count in sorted(per_deal.items())}
    return Preview(new, counts, sorted(problems, key=lambda problem: problem.row))


def _stored_scores(survey_ids):
    """{tie: {statement code: score}} of the responses that came in by a file; two queries."""
    imported = Response.objects.filter(survey__in=survey_ids, tie_hash__startswith=IMPORTED)
    found = {tie: {} for tie in imported.values_list("tie_hash", flat=True)}
    answers = Answer.objects.filter(response__in=imported)
    for tie, code, score in answers.values_list("response__tie_hash", "statement__code", "score"):
        found[tie][code] = score
    return found


def tie_of(survey_id, respondent):
    """Recognises a respondent of a file again while the round is open; erased at closing like every tie."""
    key = hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, hashlib.sha256)
    print_ = hmac.digest(key, f"{survey_id}:{known_as(respondent)}".encode(), hashlib.sha256).hex()
    return f"{IMPORTED}{print_}"[:64]


def _store(round_, new):
    """In random-key order, so that the place of a row says nothing of the file."""
    statements = dict(
        Statement.objects.filter(indicator__instrument=round_.instrument_id).values_list("code", "pk")
    )
    kept = _types_to_keep(new)
    responses = sorted(((uuid.uuid4(), survey_id, row) for survey_id, row in new), key=lambda made: made[0])
    Response.objects.bulk_create(
        [
            Response(
                key=key,
                survey_id=survey_id,
                tie_hash=tie_of(survey_id, row.respondent),
                partner_type=row.partner_type if (survey_id, row.partner_type) in kept else "",
                is_sent=True,
            )
            for key, survey_id, row in responses
        ],
        batch_size=BATCH,
    )
    Answer.objects.bulk_create(
        sorted(
            (
                Answer(response_id=key, statement_id=statements[code], score=score)
                for key, _survey_id, row in responses
                for code, score in row.scores.items()
            ),
            key=lambda answer: answer.id,
        ),
        batch_size=BATCH,
    )
    for survey_id, count in Counter(survey_id for survey_id, _row in new).items():
        Survey.objects.filter(pk=survey_id).update(imported_count=F("imported_count") + count)


def _types_to_keep(new):
    """(survey id, partner type) of which at least 5 were read in (docs/rules.md 5.9); one query."""
    surveys = {survey_id for survey_id, _row in new}
    counts = Counter((survey_id, row.partner_type) for survey_id, row in new if row.partner_type)
    counts.update(imported_by_type(surveys))
    return {place for place, count in counts.items() if count >= LEAST_INVITED}

"""Many rows at once, as invented data: rounds with answers by SQL, links through the portal's own action."""

from datetime import UTC, datetime, timedelta
from io import StringIO

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import QuerySet

from deals.models import Deal
from impacttool.actions.invitations import Person, invite
from impacttool.actions.scores import store_scores
from impacttool.models import Answer, Indicator, Instrument, Remark, Response, Round, Statement, Survey
from impacttool.queries.invitations import token_of

STATEMENTS = 14
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
IN_SQLITE = {"key": "char(32)", "uuid": "lower(hex(randomblob(16)))", "chance": "abs(random() % 6)"}
IN_POSTGRES = {"key": "uuid", "uuid": "gen_random_uuid()", "chance": "floor(random() * 6)::int"}


def instrument() -> Instrument:
    """The real questionnaire: 8 indicators, 14 statements."""
    if not Instrument.objects.exists():
        call_command("load_questionnaire", stdout=StringIO())
    return Instrument.objects.newest()


def deals(count: int, prefix: str) -> list[Deal]:
    return Deal.objects.bulk_create(
        Deal(
            slug=f"{prefix}-{number}",
            name=f"Deal {prefix} {number}",
            kind="city_deal",
            phase="uitvoering",
            is_published=True,
        )
        for number in range(count)
    )


def round_(year: int, members: list[Deal], *, state: str = Round.State.CLOSED) -> Round:
    """The round of that year, made when it is not there, with these deals added to it.

    Opened a month before NOW; a closed one closed then, an open one stays open for years.
    """
    closes_at = NOW if state == Round.State.CLOSED else NOW + timedelta(days=3650)
    moments = {"opens_at": NOW - timedelta(days=30), "closes_at": closes_at}
    words = {"instrument": instrument(), "state": state, "is_fictitious": True}
    made, _is_new = Round.objects.get_or_create(year=year, defaults=words | moments)
    Instrument.objects.filter(frozen_at=None).update(frozen_at=NOW)
    Survey.objects.bulk_create(Survey(round=made, deal=deal) for deal in members)
    return made


def closed_round(year: int, members: list[Deal], *, responses: int) -> Round:
    """With that many responses of 14 answers in each of these deals, and a remark on every indicator."""
    made = round_(year, members)
    surveys = made.surveys.filter(deal__in=members)
    add_answers(surveys, responses)
    surveys.update(imported_count=responses)
    indicators = list(Indicator.objects.filter(instrument=made.instrument))
    Remark.objects.bulk_create(
        Remark(survey=survey, indicator=indicator, text=f"Opmerking van een invuller over {indicator.name}.")
        for survey in surveys
        for indicator in indicators
    )
    store_scores(round_=made)
    return made


def add_answers(surveys: QuerySet[Survey], responses: int) -> None:
    """A sixth of the answers is "weet ik niet". Deal after deal, so that no statement takes long."""
    for survey_id in surveys.values_list("pk", flat=True):
        with transaction.atomic(), connection.cursor() as cursor:
            _add_responses(cursor, survey_id, responses)


def _add_responses(cursor, survey_id: int, count: int) -> None:
    """Every value is a number of our own or a name from the models; new keys, so earlier responses stay."""
    words = IN_POSTGRES if connection.vendor == "postgresql" else IN_SQLITE
    statements = Statement.objects.filter(indicator__instrument__rounds__surveys=survey_id)
    asked = ", ".join(f"{pk:d}" for pk in statements.values_list("pk", flat=True))
    cursor.execute(f"CREATE TEMPORARY TABLE fresh (key {words['key']}, number integer)")
    cursor.execute(
        "INSERT INTO fresh WITH RECURSIVE counted(number) AS"
        f" (SELECT 1 UNION ALL SELECT number + 1 FROM counted WHERE number < {count:d})"
        f" SELECT {words['uuid']}, number FROM counted"
    )
    filled = {
        "key": "key",
        "survey_id": f"{survey_id:d}",
        "partner_type": "CASE number %% 2 WHEN 0 THEN 'gemeente' ELSE 'kennisinstelling' END",
        "is_sent": "true",
    }
    rest = {field.column: field.get_default() for field in Response._meta.concrete_fields}
    rest = {column: value for column, value in rest.items() if column not in filled}
    cursor.execute(
        f"INSERT INTO {Response._meta.db_table} ({', '.join([*filled, *rest])})"
        f" SELECT {', '.join([*filled.values(), *('%s' for _column in rest)])} FROM fresh",
        list(rest.values()),
    )
    cursor.execute(
        f"INSERT INTO {Answer._meta.db_table} (id, response_id, statement_id, score)"
        f" SELECT {words['uuid']}, fresh.key, statement.id, NULLIF({words['chance']}, 0)"
        f" FROM fresh CROSS JOIN {Statement._meta.db_table} statement WHERE statement.id IN ({asked})"
    )
    cursor.execute("DROP TABLE fresh")


def links(of: QuerySet[Survey], count: int) -> list[dict]:
    """[{"token", "survey"}]: that many personal links, spread over these surveys."""
    surveys = list(of.select_related("round", "deal"))
    made = []
    for index, survey in enumerate(surveys):
        people = [
            Person(f"invuller{number}@voorbeeld.invalid") for number in range(index, count, len(surveys))
        ]
        made += invite(survey=survey, people=people, by=None, now=NOW, mail=False)
    return [{"token": token_of(invitation), "survey": invitation.survey_id} for invitation in made]

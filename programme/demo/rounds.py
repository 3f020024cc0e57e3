"""The rounds of the demo: two closed with reports, one open. Answers are stored as if sent through the links, but in
bulk."""

from collections import Counter
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from deals.models import Deal
from foundation.actions import jobs
from impacttool import links
from impacttool.actions.closing import close_round
from impacttool.actions.invitations import Person, invite
from impacttool.actions.rounds import create_round
from impacttool.models import Answer, Indicator, Instrument, Remark, Response, Round, Statement
from impacttool.queries.invitations import token_of
from impacttool.queries.partner_types import LEAST_INVITED
from partners.models import Contact, User
from programme.demo.answers import answers_of, profile_of, remark_of
from programme.demo.people import address, made_up_name
from programme.demo.plan import chance, plan
from reports.actions.web_report_runs import start_web_report_run
from reports.actions.web_reports import publish_web_report

BATCH = 500
CLOSING_TIME = time(17)


@transaction.atomic
def make_round(entry, *, now):
    """One round with its invitations and answers, closed if it has an end. None if the year already has a round."""
    year = entry["year"]
    running, ended = (_sizes(plan()[which], year) for which in ("surveys", "follow_ups"))
    deals = list(Deal.objects.filter(slug__in=running))
    if Round.objects.filter(year=year).exists() or not deals:
        return None
    opens_at, closes_at = _term(entry, now)
    round_ = create_round(
        year=year,
        deals=deals,
        follow_ups=list(Deal.objects.filter(slug__in=ended)),
        follow_up_instrument=Instrument.objects.newest_short() if ended else None,
        by=None,
        now=opens_at,
        closes_at=closes_at,
        is_baseline=entry.get("is_baseline", False),
        is_fictitious=True,
    )
    is_past = "closes" in entry
    for survey in round_.surveys.select_related("deal", "round__instrument", "round__follow_up_instrument"):
        answers, invited = (running | ended)[survey.deal.slug]
        _fill(survey, answers, invited, mail=not is_past)
    return close_round(round_=round_, by=None, now=closes_at) if is_past else round_


def _sizes(of_deals, year):
    """{slug: [answers, invited]}"""
    return {slug: rounds[year] for slug, rounds in of_deals.items() if year in rounds}


def _term(entry, now):
    """The open round closes at five o'clock, some weeks after the demo was first made."""
    if "closes" in entry:
        return tuple(timezone.make_aware(datetime.fromisoformat(entry[name])) for name in ("opens", "closes"))
    last_day = timezone.localdate(now + timedelta(days=entry["closes_in_days"]))
    closes_at = timezone.make_aware(datetime.combine(last_day, CLOSING_TIME))
    return now - timedelta(days=entry["opened_days_ago"]), closes_at


def _fill(survey, answers, invited, *, mail):
    """Invites people and lets some of them answer."""
    rng = chance("survey", survey.round.year, survey.deal.slug)
    people = _people_for(survey, invited, rng)
    invitations = invite(survey=survey, people=people, by=None, now=survey.round.opens_at, mail=mail)
    accounts = {entry["email"] for entry in plan()["users"]}
    others = [invitation for invitation in invitations if invitation.email not in accounts]
    _answer(survey, invitations, rng.sample(others, answers), rng)


def _people_for(survey, number, rng):
    """Contacts of the organisations in the deal in turn, only lasting ones after its end; then additional fictitious
    people."""
    partners = [row.organisation for row in _participations(survey.deal)] or [None]
    rng.shuffle(partners)
    contacts = {}
    known = Contact.objects.filter(organisation__in=[one for one in partners if one], is_demo=True)
    if survey.is_follow_up:
        known = known.filter(lasting_for__deal=survey.deal)
    for contact in known:
        contacts.setdefault(contact.organisation_id, []).append(contact)
    people = []
    for index in range(number):
        organisation = partners[index % len(partners)]
        of_partner = contacts.get(organisation.pk, []) if organisation else []
        turn = index // len(partners)
        if turn < len(of_partner):
            person = Person(of_partner[turn].email, of_partner[turn].name, organisation)
        else:
            name = made_up_name(rng)
            person = Person(address(name, f"d{index}"), name, organisation)
        people.append(person)
    return people


def _participations(deal):
    return deal.participations.current().select_related("organisation").order_by("organisation__name")


def _answer(survey, invitations, chosen, rng):
    """Stores the answers of the chosen people, by the rules of `actions.answers.send_answers`."""
    statements = list(
        Statement.objects.filter(indicator__instrument=survey.instrument_id)
        .order_by("position")
        .values_list("pk", "indicator__number")
    )
    indicators = dict(Indicator.objects.filter(instrument=survey.instrument_id).values_list("number", "pk"))
    profile = profile_of(survey.deal.slug, survey.round.year, statements)
    per_type = Counter(invitation.partner_type for invitation in invitations)
    responses, answers, remarks = [], [], []
    for invitation in chosen:
        response = _response(survey, invitation, per_type)
        responses.append(response)
        answers += [
            Answer(response=response, statement_id=pk, score=score)
            for pk, score in answers_of(profile, statements, rng)
        ]
        written = remark_of(sorted(indicators), rng)
        if written:
            remarks.append(
                Remark(survey=survey, response=response, indicator_id=indicators[written[0]], text=written[1])
            )
    Response.objects.bulk_create(responses)
    Answer.objects.bulk_create(answers, batch_size=BATCH)
    Remark.objects.bulk_create(remarks)


def _response(survey, invitation, per_type):
    partner_type = invitation.partner_type
    return Response(
        survey=survey,
        tie_hash=links.response_hash(token_of(invitation)),
        partner_type=partner_type if per_type[partner_type] >= LEAST_INVITED else "",
        is_sent=True,
    )


@transaction.atomic
def report_round(round_, *, say):
    """Makes the reports of a closed round in one transaction, so that a worker never sees them half done.

    Does nothing if a run already exists.
    """
    if round_.report_runs.exists():
        return
    issued_at = round_.closed_at + timedelta(days=1)
    run = start_web_report_run(round_=round_, by=None, now=issued_at)
    ids = list(run.parts.values_list("pk", flat=True))
    say(f"Rapporten van ronde {round_.year} maken: {len(ids)} ...")
    jobs.run(job_ids=ids, now=issued_at)
    staff = User.objects.filter(is_demo=True, is_programme_staff=True).first()
    chosen = plan()["published"].get(round_.year, [])
    for survey in round_.surveys.filter(deal__slug__in=chosen, web_reports__isnull=False).select_related(
        "deal", "round"
    ):
        publish_web_report(survey=survey, is_published=True, by=staff)

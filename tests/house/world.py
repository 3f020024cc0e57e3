"""A small world for the house tests: a bit of everything, and one person per role."""

from datetime import date, timedelta
from http.cookies import SimpleCookie
from types import SimpleNamespace

from django.test import Client
from django.utils import timezone

from deals.actions import create_calendar_link, move_deal, save_review
from deals.events import DealEvent
from deals.models import Election, Review, StageReason
from deals.queries.attention import attention_of
from foundation.actions.audit_log import record_event
from foundation.models import Job, OutgoingMail
from foundation.tokens import digest, new_token
from impacttool import links
from impacttool.actions.closing import close_round
from impacttool.models import Invitation, Round
from impacttool.queries.invitations import token_of
from impacttool.queries.scores import round_scores
from knowledge.models import Lesson, Product
from partners.mailing import stop_token
from partners.models import ApiToken, Network
from rendering import spiderweb
from reports.actions.partner_mails import planned_mail, store_mails
from reports.models import (
    LearningReport,
    LearningReportFile,
    ProgrammeReport,
    ProgrammeReportFile,
    Theme,
    WebReport,
    WebReportFile,
)
from reports.queries.learning_reports import live_content
from reports.queries.marked_texts import digest_of
from reports.queries.partner_mails import token_of as report_token_of
from reports.queries.programme_source import gather
from reports.web_report.drawing import web_of
from tests import factories
from tests.reports.web_report_figures import figures

ROLES = ("An", "Re", "Pc", "Dm", "Dx", "St", "Ad", "Ap")
COOKIE = "sleutel"
# What an empty form sends.
FORM = {"csrfmiddlewaretoken": "x"}
LESSON = "Begin met een kleine kopgroep."
SVG = spiderweb.draw(web_of(figures())).encode()


def build():
    """Everything the rows of access_matrix.py name. Costs about 150 queries and 6 requests."""
    world = SimpleNamespace()
    _deals(world)
    _people(world)
    _agreements(world)
    _rounds(world)
    _invitations(world)
    _talks(world)
    _report_mails(world)
    _programme_reports(world)
    world.clients = {role: _client(world, role) for role in ROLES}
    return world


def _deals(world):
    unknown = factories.deal(slug="een-deal", name="Energieke Wijken", phase="")
    world.deal = move_deal(deal=unknown, to="uitvoering", by=None)
    world.hidden = factories.deal(slug="verborgen", name="Nog niet openbaar", is_published=False)
    world.elsewhere = factories.deal(slug="elders", name="Andere Deal")
    world.organisation = factories.organisation(name="Gemeente Utrecht")
    world.stranger = factories.organisation(name="Provincie Drenthe", type="provincie")
    for organisation in (world.organisation, world.stranger):
        for deal in (world.deal, world.hidden):
            factories.participation(deal=deal, organisation=organisation)
    world.approached = factories.organisation(name="Waterschap Vallei", type="waterschap")
    wrong = factories.participation(deal=world.deal, organisation=world.approached, stage="benaderd")
    world.wrong_participation = wrong
    Network.objects.create(code="G4")
    record_event(DealEvent.CREATED, by=None, subject=world.deal.audit_subject)
    Product.objects.create(deal=world.deal, name="Handreiking", kind="handreiking")
    Lesson.objects.create(deal=world.deal, section=Lesson.Section.values[0], text="Begin samen.")


def _people(world):
    person = SimpleNamespace()
    person.Dm = factories.dealmaker(world.deal)
    world.hidden.roles.create(user=person.Dm, role="dealmaker")
    person.Dx = factories.dealmaker(world.elsewhere)
    person.St, person.Ad = factories.staff(), factories.administrator()
    person.Pc, person.Ap = factories.user(), factories.user()
    world.contact = factories.contact(organisation=world.organisation, user=person.Pc, email=person.Pc.email)
    world.people = person
    world.stop_token = stop_token(person.Dm)
    world.api_token = new_token()
    ApiToken.objects.create(user=person.Ap, digest=digest(world.api_token))


def _agreements(world):
    own = world.deal.participations.get(organisation=world.organisation)
    other = world.deal.participations.get(organisation=world.stranger)
    world.participation, world.other_participation = own, other
    world.hidden_participation = world.hidden.participations.get(organisation=world.organisation)
    world.commitment = factories.commitment(participation=own)
    world.agreed = factories.commitment(participation=own, description="brengt kennis", is_agreed=True)
    world.other_commitment = factories.commitment(participation=other)
    world.milestone = factories.milestone(deal=world.deal)
    world.signing = world.deal.signing_moments.create(signed_on="2024-01-01")
    world.criterion = world.signing.criteria.create(text="de bijdrage is toegezegd")
    own.signing_moment = world.signing
    own.save()
    world.course_change = world.deal.course_changes.create(
        decided_on="2024-05-01", what="kleiner", why="tijd"
    )
    world.wanted = world.deal.wanted_partners.create(description="een zorgverzekeraar", why="voor later")
    world.conversation = own.conversations.create(held_on="2024-06-01", with_whom="directeur", what="tempo")
    other_terms = {
        "kind": "inzet",
        "description": "meer",
        "year_from": 2026,
        "year_until": 2027,
        "of_version": 1,
    }
    world.amendment = world.agreed.amendments.create(**other_terms, by_team=True)
    world.asked = world.commitment.amendments.create(**other_terms, proposed_by=world.people.Pc)
    world.reason = StageReason.objects.create(kind="vertrokken", text="proef")
    world.body = world.deal.bodies.create(name="Stuurgroep")
    world.member = world.body.members.create(organisation=world.organisation, function="wethouder")
    world.action_point = world.deal.action_points.create(text="zaal regelen", body=world.body)
    review = Review(deal=world.deal, held_on=date(2024, 6, 1), note="het loopt")
    world.review = save_review(part=review, version=1, changes={}, by=world.people.Dm, day=date(2024, 6, 1))
    world.calendar_token = create_calendar_link(deal=None, by=world.people.Dm)
    world.calendar = world.people.Dm.calendar_links.get()
    _removed(world)
    world.publication = world.deal.publications.create(number="2024-1234")


def _removed(world):
    Election.objects.create(name="Raadsverkiezingen", on=timezone.localdate() + timedelta(days=30))
    point = attention_of(world.deal, timezone.localdate()).open[0]
    world.point = point
    world.aside = world.deal.put_aside.create(
        code="rol-x", fingerprint="x", why="Eén persoon", reason="kort", by=world.people.St
    )
    own, other = world.participation, world.other_participation
    world.removed_participation = factories.participation(deal=world.deal, deleted_at=timezone.now())
    world.removed_milestone = factories.milestone(deal=world.deal, deleted_at=timezone.now())
    world.removed_commitment = factories.commitment(participation=own, deleted_at=timezone.now())
    world.other_removed = factories.commitment(participation=other, deleted_at=timezone.now())
    talk = {"held_on": "2024-05-01", "with_whom": "wethouder", "what": "geld"}
    world.removed_conversation = own.conversations.create(**talk, deleted_at=timezone.now())
    world.removed_member = world.body.members.create(
        organisation=world.stranger, function="wethouder", deleted_at=timezone.now()
    )


def _rounds(world):
    """2023 published, 2024 issued, 2025 closed without report, 2026 open, 2027 in preparation."""
    now = timezone.now()
    instrument = factories.instrument(frozen_at=now)
    world.now, world.instrument = now, instrument
    for year in (2023, 2024, 2025, 2026, 2027):
        closes_at = now + timedelta(days=(year - 2026) * 300 + 30)
        state = Round.State.DRAFT if year == 2027 else Round.State.OPEN
        round_ = factories.round_(
            year=year,
            instrument=instrument,
            opens_at=closes_at - timedelta(days=60),
            closes_at=closes_at,
            state=state,
        )
        survey = factories.survey(round=round_, deal=world.deal, is_published=year == 2023)
        factories.survey(round=round_, deal=world.elsewhere)
        if year < 2026:
            invitation = _invitation(survey)
            world.old_invitation, world.old_token = invitation, token_of(invitation)
            close_round(round_=round_, by=None, now=now)
        if year in (2023, 2024):
            issue(survey, now)
        if year == 2023:
            final_report(survey, now)
        if year == 2024:
            _run_of(round_, now)
        setattr(world, f"survey_{year}", survey)
    world.document_job = Job.objects.create(
        owner=world.people.St,
        kind="bundel",
        key="2024",
        title="Alles van ronde 2024",
        state="klaar",
        ordered_at=now,
        finished_at=now,
        file_name="ronde-2024.zip",
        content_type="application/zip",
        content=b"PK",
    )


def _run_of(round_, now):
    ended = {"state": "klaar", "ordered_at": now, "finished_at": now}
    job = Job.objects.create(kind="rapporten", key=str(round_.year), is_shared=True, **ended)
    round_.report_runs.create(job=job, scores=round_scores(round_))


def _talks(world):
    """A talk about 2024, and what it led to."""
    survey, indicator = world.survey_2024, world.instrument.indicators.first()
    world.element = indicator.elements.create(text="De herkenbaarheid van het proces")
    world.talk = survey.talks.create(held_on="2024-12-01", may_be_paired=True)
    world.talk.wishes.create(indicator=indicator, kind="hulp")
    world.attendee = world.talk.attendees.create(organisation=world.organisation, function="wethouder")
    world.talk.notes.create(element=world.element, text="Te druk.", written_at=world.now)
    world.finding = survey.findings.create(indicator=indicator, text="Het proces is druk.")
    survey.lessons.create(text="Begin samen.")
    world.removed_lesson = survey.lessons.create(text="Toch niet.", deleted_at=world.now)
    world.attention = survey.attention_points.create(text="Maak het lichter.")


def _report_mails(world):
    """One that failed, and one with a personal link; of somebody else nothing was mailed yet."""
    reader = factories.contact(organisation=world.organisation)
    mails = [
        planned_mail(contact, 2024, by=world.people.St, now=world.now)
        for contact in (reader, factories.contact(organisation=world.organisation))
    ]
    store_mails(mails, by=world.people.St, now=world.now)
    world.report_mail, world.failed_report_mail = mails
    OutgoingMail.objects.filter(report_mail=mails[1]).update(state="mislukt", reason="Onbekend adres.")
    world.report_token = report_token_of(world.report_mail)
    world.tokens[str(world.report_mail.public_id)] = world.report_token


def _programme_reports(world):
    """2023 final, 2024 in draft; a theme, and a text to give it to."""
    world.theme, world.digest = Theme.objects.create(name="Borging"), digest_of(LESSON)
    for survey in (world.survey_2023, world.survey_2024):
        content = gather(survey.round)
        found = ProgrammeReport.objects.create(round=survey.round, content=content, made_at=world.now)
        if survey == world.survey_2023:
            found.state, found.final_at = ProgrammeReport.State.FINAL, world.now
            found.save()
            for format_ in ProgrammeReportFile.Format:
                found.files.create(format=format_, content=b"bewaard")


def issue(survey, now):
    report = WebReport.objects.create(
        survey=survey, version=1, method_version="1", input_hash="a" * 64, figures=figures(), issued_at=now
    )
    for format_, content in (("pdf", b"%PDF-1.7"), ("svg", SVG)):
        WebReportFile.objects.create(report=report, format=format_, content=content)


def final_report(survey, now):
    survey.lessons.create(text=LESSON)
    found = LearningReport.objects.create(
        survey=survey,
        state=LearningReport.State.FINAL,
        content=live_content(survey),
        agreed_at=now,
        final_at=now,
    )
    for format_ in LearningReportFile.Format:
        LearningReportFile.objects.create(learning_report=found, format=format_, content=b"bewaard")


def _invitation(survey, **fields):
    invitation = factories.invitation(survey=survey, **fields)
    invitation.token_hash = links.invitation_hash(token_of(invitation))
    invitation.save(update_fields=["token_hash"])
    return invitation


def _invitations(world):
    """One on which nothing was filled in, one that was sent in, one that was withdrawn."""
    organisation = world.organisation
    world.fresh = _invitation(world.survey_2026, organisation=organisation, name="Vera Vers")
    world.filled = _invitation(world.survey_2026, organisation=organisation, name="Ina Ingevuld")
    asker = factories.dealmaker(world.survey_2026.deal)
    world.invite_asked = world.survey_2026.requests.create(email="gevraagd@voorbeeld.invalid", asked_by=asker)
    response = factories.response(world.survey_2026, (4, 3, 5))
    response.tie_hash = links.response_hash(token_of(world.filled))
    response.save(update_fields=["tie_hash"])
    world.withdrawn = _invitation(world.survey_2026, revoked_at=world.now)
    world.token_of_fresh = token_of(world.fresh)
    world.tokens = {str(one.public_id): token_of(one) for one in Invitation.objects.exclude(nonce="")}


def _client(world, role):
    if role == "Ap":
        return Client(headers={"Authorization": f"Token {world.api_token}"}, raise_request_exception=False)
    client = Client(raise_request_exception=False)
    if role not in ("An", "Re"):
        # However long the whole matrix takes on a busy computer.
        factories.log_in(client, getattr(world.people, role), stays_recent=3600)
    return client


def ask(world, role, method, url):
    """A request as this role; the respondent brings the key of the invitation the address names."""
    client = world.clients[role]
    kept = client.cookies.output(header="", sep=";")
    if role == "Re":
        client.cookies[COOKIE] = next((token for key, token in world.tokens.items() if key in url), "")
    try:
        return getattr(client, method.lower())(url, FORM if method == "POST" else {})
    finally:
        client.cookies = SimpleCookie(kept)

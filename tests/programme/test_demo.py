"""The demo: every gate is seen, the ties are gone, and nothing is made twice."""

from collections import Counter
from datetime import date

import pytest

from deals.models import Commitment, CommitmentConfirmation, Milestone, Participation
from foundation.models import AuditEvent
from foundation.tokens import digest
from impacttool import links
from impacttool.models import Answer, Instrument, Invitation, Message, Remark, Response, Round, Survey
from impacttool.queries.invitations import token_of
from partners.models import ApiToken, Contact, User
from programme.demo import agreements, people, rounds
from programme.demo.answers import answers_of, profile_of
from programme.demo.listing import listing
from programme.demo.plan import chance, plan
from programme.demo.seed import seed
from reports.models import WebReport
from tests import factories
from tests.impacttool.follow_ups import ended_deal, short_of

pytestmark = pytest.mark.django_db
NOW = factories.NOON
NUMBER_OF_ANSWERS = {
    "fietsen-voor-iedereen": 12,
    "gezonde-en-duurzame-voedselomgeving": 0,
    "impact-ondernemen": 4,
    "slim-maatwerk": 60,
    "tijdloze-grachten": 7,
}
EVERYTHING = [Answer, ApiToken, Commitment, CommitmentConfirmation, Contact, Invitation, AuditEvent, Message]
EVERYTHING += [Milestone, Participation, Remark, WebReport, Response, Round, Survey, User]


@pytest.fixture
def real():
    """Five deals of the demo with their partners, and a questionnaire of three statements."""
    factories.instrument()
    tilburg = factories.organisation(name="Gemeente Tilburg")
    ministry = factories.organisation(name="Ministerie van Verzinsels", type="ministerie")
    for slug in NUMBER_OF_ANSWERS:
        deal = factories.deal(slug=slug)
        for organisation in (tilburg, ministry, factories.organisation(type="marktpartij")):
            factories.participation(deal=deal, organisation=organisation)


@pytest.fixture
def quiet(monkeypatch):
    """Without the reports, which take most of the time."""
    monkeypatch.setattr(rounds, "report_round", lambda *args, **kwargs: None)


def make(now=NOW):
    said = []
    seed(now=now, say=said.append)
    return said


def figures(slug):
    return WebReport.objects.get(survey__round__year=2025, survey__deal__slug=slug).figures


def test_every_gate_is_seen(real):
    make()
    counts = Counter(
        Response.objects.filter(survey__round__year=2025).values_list("survey__deal__slug", flat=True)
    )
    assert {slug: counts[slug] for slug in NUMBER_OF_ANSWERS} == NUMBER_OF_ANSWERS
    assert figures("gezonde-en-duurzame-voedselomgeving").respondents is None
    assert figures("impact-ondernemen").respondents is None
    seven, twelve, sixty = (
        figures(s) for s in ("tijdloze-grachten", "fietsen-voor-iedereen", "slim-maatwerk")
    )
    assert (seven.respondents, twelve.respondents, sixty.respondents) == (7, 12, 60)
    assert seven.indicators[0].mean
    assert seven.indicators[0].minimum is None
    assert twelve.indicators[0].minimum
    assert sixty.breakdown
    assert sixty.remarks
    assert Survey.objects.filter(is_published=True).get().deal.slug == "fietsen-voor-iedereen"


def test_a_second_run_changes_nothing(real):
    make()
    before = {model: list(model.objects.order_by("pk").values()) for model in EVERYTHING}
    shown = listing(NOW)
    assert make() == []
    assert {model: list(model.objects.order_by("pk").values()) for model in EVERYTHING} == before
    assert listing(NOW) == shown


def test_everything_is_marked_as_made_up(real, quiet):
    make()
    assert list(
        Round.objects.order_by("year").values_list("year", "state", "is_baseline", "is_fictitious")
    ) == [
        (2024, "gesloten", True, True),
        (2025, "gesloten", False, True),
        (2026, "open", False, True),
    ]
    for model in (User, Contact, Commitment, Milestone):
        assert set(model.objects.values_list("is_demo", flat=True)) == {True}
    addresses = [
        *Contact.objects.values_list("email", flat=True),
        *Invitation.objects.values_list("email", flat=True),
    ]
    assert {address.split("@")[1] for address in addresses} == {"demo.invalid"}


def test_closed_rounds_keep_no_ties(real, quiet):
    make()
    closed = {"survey__round__state": "gesloten"}
    assert set(Invitation.objects.filter(**closed).values_list("nonce", "token_hash")) == {("", None)}
    assert set(Response.objects.filter(**closed).values_list("tie_hash", flat=True)) == {None}
    assert set(Remark.objects.filter(**closed).values_list("response", flat=True)) == {None}
    assert not Message.objects.filter(invitation__survey__round__state="gesloten").exists()


def test_the_open_round_is_open_for_weeks(real, quiet):
    make()
    round_ = Round.objects.open().get()
    assert round_.takes_answers(NOW)
    assert (round_.closes_at - NOW).days >= 35
    waiting = Message.objects.filter(mail__state="wacht").count()
    assert waiting == Invitation.objects.filter(survey__round=round_).count()


def test_a_partner_type_is_kept_only_where_five_were_invited(real, quiet):
    make()
    responses = Response.objects.filter(survey__deal__slug="fietsen-voor-iedereen", survey__round__year=2026)
    invited = Counter(
        Invitation.objects.filter(survey__in=responses.values("survey")).values_list(
            "partner_type", flat=True
        )
    )
    assert set(invited.values()) == {4}
    assert set(responses.values_list("partner_type", flat=True)) == {""}
    sixty = Response.objects.filter(survey__deal__slug="slim-maatwerk", survey__round__year=2025)
    assert "" not in sixty.values_list("partner_type", flat=True)


def test_invitations_that_were_answered_leave_the_list(real, quiet):
    make()
    before = listing(NOW)["invitations"]
    open_ones = Invitation.objects.filter(survey__round__year=2026)
    assert len(before) == open_ones.count() - Response.objects.filter(survey__round__year=2026).count()
    chosen = open_ones.get(email="partner@demo.invalid", survey__deal__slug="tijdloze-grachten")
    key = token_of(chosen)
    assert any(key in one["url"] for one in before)
    draft = Response.objects.create(survey=chosen.survey, tie_hash=links.response_hash(key))
    assert listing(NOW)["invitations"] == before
    draft.is_sent = True
    draft.save()
    after = listing(NOW)["invitations"]
    assert [one for one in before if one not in after] == [one for one in before if key in one["url"]]
    assert listing(Round.objects.open().get().closes_at)["invitations"] == []


def test_links_of_a_round_with_real_people_are_never_listed(real, quiet):
    make()
    Round.objects.open().update(is_fictitious=False)
    assert listing(NOW)["invitations"] == []


def test_accounts_log_in_and_tokens_are_stored_as_a_hash(real, quiet):
    make()
    shown = listing(NOW)
    assert [user["role"] for user in shown["users"]] == ["administrator", "staff", "dealmaker", "partner"]
    for user in shown["users"]:
        account = User.objects.get(email=user["email"])
        assert account.check_password(user["password"])
        assert len(user["password"]) >= 12
        assert ApiToken.objects.get(digest=digest(shown["tokens"][user["role"]])).user == account
    dealmaker = User.objects.get(email="dealmaker@demo.invalid")
    assert set(dealmaker.deal_roles.values_list("deal__slug", flat=True)) == set(NUMBER_OF_ANSWERS) - {
        "gezonde-en-duurzame-voedselomgeving"
    }
    partner = User.objects.get(email="partner@demo.invalid")
    assert partner.contacts.get().organisation.name == "Gemeente Tilburg"


def test_a_token_hangs_on_the_secret_of_the_portal(settings):
    before = people.token_of("staff")
    settings.SECRET_KEY = "another"
    assert people.token_of("staff") != before


def test_a_milestone_before_the_begin_or_after_the_end_of_a_deal_is_left_out():
    ended = factories.deal(slug="energieke-wijken", starts_on="2024-03-15", ends_on="2025-04-03")
    agreements.make_milestones()
    assert ended.milestones.exists()
    assert not ended.milestones.filter(planned_on__gt="2025-04-03").exists()
    assert not ended.milestones.filter(planned_on__lt="2024-03-15").exists()


def test_money_by_type_of_partner_and_the_others_in_words(real):
    agreements.make_commitments()
    money = Commitment.objects.filter(kind="geld")
    assert {(one.participation.organisation.type, int(one.amount_eur_per_year)) for one in money} == {
        ("gemeente", 15000),
        ("ministerie", 75000),
    }
    words = Commitment.objects.filter(participation__organisation__type="marktpartij")
    assert all(one.description for one in words)


def test_scores_come_out_the_same_each_time():
    statements = [(11, 1), (12, 1), (13, 2)]

    def once():
        return answers_of(profile_of("a", 2025, statements), statements, chance("x"))

    assert once() == once()
    assert all(score is None or 1 <= score <= 5 for _statement, score in once())


def test_answers_never_outnumber_who_was_invited():
    sizes = [size for rounds_ in plan()["surveys"].values() for size in rounds_.values()]
    assert all(answers < invited for answers, invited in sizes)
    mails = sum(rounds_[2026][1] for rounds_ in plan()["surveys"].values() if 2026 in rounds_)
    assert 60 <= mails <= 120


def test_a_deal_that_ended_is_asked_again_through_its_lasting_contacts(real, quiet):
    short_of(Instrument.objects.get(), ("1.1", "2.1"))
    deal = ended_deal(slug="sterke-streken", ends_on=date(2024, 12, 31), phase="afgerond")
    partners = [factories.participation(deal=deal).organisation for _number in range(3)]
    make()
    assert deal.surveys.get(round__year=2025).years_after == 1
    assert deal.surveys.get(round__year=2026).years_after == 2
    assert deal.surveys.get(round__year=2025).responses.count() == 9
    lasting = Contact.objects.filter(lasting_for__deal=deal)
    assert {contact.organisation for contact in lasting} <= set(partners)
    invited = Invitation.objects.filter(survey__deal=deal, survey__round__year=2026)
    assert {contact.email for contact in lasting} <= set(invited.values_list("email", flat=True))
    before = Counter(table.objects.count() for table in EVERYTHING)
    make()
    assert Counter(table.objects.count() for table in EVERYTHING) == before

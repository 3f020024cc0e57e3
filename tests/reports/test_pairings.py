"""The page that pairs deals: only with their consent, and without a figure."""

import pytest
from django.urls import reverse

from reports.models import WebReport
from reports.queries.pairings import learning_deals
from tests import factories
from tests.factories import NOON
from tests.reports.web_report_figures import figures, indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    return factories.round_(year=2025, state="gesloten", instrument=factories.instrument(shape=(1, 1, 1)))


def learner(round_, name, consents=True, held_on="2025-09-01", **wishes):
    """`wishes`: hulp=[1], gegroeid=[2], by indicator number."""
    survey = factories.survey(round=round_, deal=factories.deal(name=name, slug=name.lower()))
    talk = survey.talks.create(held_on=held_on, may_be_paired=consents)
    for kind, numbers in wishes.items():
        for number in numbers:
            talk.wishes.create(kind=kind, indicator=round_.instrument.indicators.get(number=number))
    return survey


def issue(survey, changes, *, version=1, **fields):
    rows = [indicator(number=number, **{"change": None, **row}) for number, row in changes.items()]
    made = figures(indicators=rows)
    WebReport.objects.create(
        survey=survey,
        version=version,
        method_version="1",
        input_hash=f"{survey.pk}-{version}",
        figures=made,
        issued_at=NOON,
    )
    for name, value in fields.items():
        setattr(survey, name, value)
    survey.save()


def guests(round_):
    return {
        one.deal.name: (sorted(one.guest.asks), sorted(one.guest.knows)) for one in learning_deals(round_)
    }


def page(client, **chosen):
    client.force_login(factories.staff())
    return client.get(reverse("reports:meetings", args=[2025]), chosen)


def test_only_deals_that_agreed_are_there(round_, client):
    learner(round_, "Ja", hulp=[1])
    learner(round_, "Nee", consents=False, hulp=[1])
    learner(round_, "Ook", gegroeid=[1])
    assert guests(round_) == {"Ja": ([1], []), "Ook": ([], [1])}
    text = page(client).content.decode()
    assert "Ja</a>" in text and "Nee</a>" not in text


def test_consent_that_is_taken_back_is_gone_at_once(round_, client):
    survey = learner(round_, "Eerst", hulp=[1])
    learner(round_, "Tweede", gegroeid=[1])
    learner(round_, "Derde", gegroeid=[1])
    chosen = {"rondes": 1, "deals": ["eerst", "tweede"]}
    assert "Tafel 1" in page(client, **chosen).content.decode()
    survey.talks.update(may_be_paired=False)
    refused = page(client, **chosen).content.decode()
    assert "Tafel 1" not in refused and "Eerst" not in refused and "niet (meer) gekoppeld" in refused


def test_the_newest_talk_says_what_holds_and_a_removed_one_says_nothing(round_):
    survey = learner(round_, "Deal", hulp=[1])
    later = survey.talks.create(held_on="2025-10-01", may_be_paired=False)
    assert guests(round_) == {}
    later.deleted_at = NOON
    later.save()
    assert guests(round_) == {"Deal": ([1], [])}


def test_growth_counts_from_a_public_report_through_the_gate_and_no_other(round_):
    public, kept = learner(round_, "Openbaar"), learner(round_, "Besloten")
    changes = {1: {"change": "+0.5"}, 2: {"change": "+0.4"}, 3: {"change": None, "previous_change": "+1.0"}}
    issue(public, changes, is_published=True)
    issue(kept, changes)
    assert guests(round_) == {"Openbaar": ([], [1, 3]), "Besloten": ([], [])}


def test_only_the_newest_report_counts_and_who_asks_is_no_expert(round_):
    survey = learner(round_, "Deal", hulp=[1])
    issue(survey, {1: {"change": "+2.0"}, 2: {"change": "+2.0"}}, is_published=True)
    assert guests(round_) == {"Deal": ([1], [2])}
    issue(survey, {2: {"change": None}}, version=2)
    assert guests(round_) == {"Deal": ([1], [])}


def test_no_figure_and_no_order_but_the_alphabet(round_, client):
    for name, change in (("Zilver", "+3.9"), ("Brons", "+0.6")):
        issue(learner(round_, name), {1: {"change": change, "mean": "4.8"}}, is_published=True)
    learner(round_, "Vraag", hulp=[1])
    text = page(client, rondes=2, deals=["zilver", "brons", "vraag"]).content.decode()
    main = text[text.index("<main") :]
    assert "3,9" not in main and "0,6" not in main and "4,8" not in main
    topics = main[main.index("Wie vraagt wat?") :]
    assert topics.index("Brons</a>") < topics.index("Zilver</a>")


def test_the_plan_brings_who_asks_to_who_has_experience(round_, client):
    learner(round_, "Anna", hulp=[2])
    learner(round_, "Bert", hulp=[1])
    learner(round_, "Cees", gegroeid=[1])
    learner(round_, "Dora", gegroeid=[2])
    answer = page(client, naam="Leerkring maart", rondes=1, deals=["anna", "bert", "cees", "dora"])
    tables = [table["deals"] for table in answer.context["plan"][0]]
    assert tables == [["Anna", "Dora"], ["Bert", "Cees"]]
    text = answer.content.decode()
    assert "Leerkring maart" in text and "Indicator 2</b>: vraag van Anna; heeft ervaring: Dora" in text


def test_more_rounds_than_fit_are_said_not_to_fit(round_, client):
    learner(round_, "Anna", hulp=[2])
    learner(round_, "Bert", hulp=[1])
    text = page(client, rondes=3, deals=["anna", "bert"]).content.decode()
    assert "Er past 1 ronde in" in text


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"rondes": 0, "deals": ["anna", "bert"]}, "Kies 1 tot en met 6 rondes"),
        ({"rondes": 99, "deals": ["anna", "bert"]}, "Kies 1 tot en met 6 rondes"),
        ({"rondes": 2, "deals": ["anna"]}, "Kies minstens twee deals"),
        ({"rondes": 2}, "Kies minstens twee deals"),
        ({"rondes": 2, "deals": ["anna", "vreemd"]}, "niet (meer) gekoppeld"),
    ],
)
def test_what_cannot_be_planned_is_told_at_its_field(round_, client, chosen, said):
    learner(round_, "Anna", hulp=[2])
    learner(round_, "Bert", hulp=[1])
    text = page(client, **chosen).content.decode()
    assert said in text and "Tafel 1" not in text


def test_without_two_deals_there_is_a_sentence(round_, client):
    assert "Nog geen deals om te koppelen" in page(client).content.decode()
    learner(round_, "Anna", hulp=[2])
    assert "Nog geen deals om te koppelen" in page(client).content.decode()


def test_a_follow_up_round_pairs_nobody(round_):
    survey = learner(round_, "Voorbij", hulp=[1])
    survey.years_after = 1
    survey.save()
    assert guests(round_) == {}


def test_the_number_of_queries_does_not_grow(round_, django_assert_num_queries):
    for name in ("Anna", "Bert", "Cees", "Dora"):
        learner(round_, name, hulp=[1, 2])
        with django_assert_num_queries(3):
            learning_deals(round_)

"""Worlds for the attacker: deals in rounds, with people, reports and editions by chance."""

import random
from datetime import timedelta
from fractions import Fraction

from django.test import Client

from impacttool.actions.closing import close_round
from reports.actions import learning_reports, programme_reports
from reports.actions.web_reports import publish_web_report
from reports.models import LearningReport
from reports.queries.learning_reports import stage_of
from reports.queries.programme_source import gather
from tests import factories
from tests.factories import NOON
from tests.reports import attacker
from tests.reports.reported import agree
from tests.reports.test_web_reports import issue_all

PHASES = ("uitvoering", "afronding", "nawerking")
SIZES = (3, 6, 10, 12, 14)


class World:
    """A few deals in two rounds, with people, public reports and programme reports by chance."""

    def __init__(self, seed, deals=None, sizes=SIZES, years=(2024, 2025)):
        self.chance = random.Random(seed)
        self.instrument = factories.instrument(shape=(1, 1))
        number = deals or self.chance.randint(4, 6)
        self.deals = [factories.deal(phase=self.chance.choice(PHASES)) for _number in range(number)]
        self.answers, self.rounds = {}, []
        self.sizes = sizes
        for year in years:
            self.hold(year)

    def hold(self, year, exactly=None):
        """A round. `exactly`: {slug: so many answers}, of the others by chance."""
        round_ = factories.round_(year=year, instrument=self.instrument)
        for deal in self.deals:
            n = (exactly or {}).get(deal.slug, self.chance.choice(self.sizes))
            self.answer(factories.survey(round=round_, deal=deal), n)
        close_round(round_=round_, by=None, now=NOON)
        round_.refresh_from_db()
        issue_all(round_)
        self.rounds.append(round_)

    def answer(self, survey, n, least=1):
        """As many more answers."""
        given = [(self.chance.randint(least, 5), self.chance.randint(2, 4)) for _number in range(n)]
        self.answers.setdefault((survey.round.year, survey.deal.slug), []).extend(given)
        for each in given:
            factories.response(survey, each)

    def publish(self, chosen):
        staff = factories.staff()
        for round_, deal in chosen:
            publish_web_report(survey=round_.surveys.get(deal=deal), is_published=True, by=staff)

    def publish_by_chance(self):
        share = self.chance.random()
        self.publish(
            [(each, deal) for each in self.rounds for deal in self.deals if self.chance.random() < share]
        )

    def learn(self):
        """Learning reports of some deals, final or agreed to."""
        for round_ in self.rounds:
            for survey in round_.surveys.select_related("deal", "round"):
                if self.chance.random() < 0.6:
                    learned(
                        survey, self.chance.choice((LearningReport.State.FINAL, LearningReport.State.AGREED))
                    )

    def programme(self, edition=1):
        for round_ in self.rounds:
            made = programme_reports.ProgrammeReport(
                round=round_, edition=edition, content=gather(round_), made_at=NOON
            )
            made.save()
            programme_reports.finalise(report=made, by=factories.staff(), now=NOON + timedelta(days=1))

    def people(self):
        """A dealmaker of some, a partner of several, somebody without a deal; and without an account."""
        some = self.chance.sample(self.deals, 2)
        partner = factories.partner_contact(some[0])
        organisation = partner.contacts.get().organisation
        for deal in self.chance.sample([one for one in self.deals if one != some[0]], 2):
            factories.participation(deal=deal, organisation=organisation)
        return [
            factories.dealmaker(some[1]),
            partner,
            factories.user(),
            None,
        ]

    def mean(self, year, slug, number):
        given = [scores[number - 1] for scores in self.answers[year, slug]]
        return Fraction(sum(given), len(given))

    def behind(self, round_, least):
        sizes = {deal.slug: len(self.answers[round_.year, deal.slug]) for deal in self.deals}
        of_both = {slug: dict.fromkeys((1, 2), n) for slug, n in sizes.items()}
        return attacker.behind_of(round_, of_both, least)


def learned(survey, state):
    """A learning report; a final one with its stored sheet."""
    made = agree(survey, state=state)
    if state == LearningReport.State.FINAL:
        sheet = learning_reports.make_file(made.content, stage_of(made, today=NOON.date()), "xlsx")
        made.files.create(format="xlsx", content=sheet)


def view_of(world, person, **options):
    client = Client()
    if person is not None:
        client.force_login(person)
    return attacker.view_of(client, world.rounds, **options)


def sheets_alone(monkeypatch):
    """Of a programme report only the sheet is read here; the others cost time."""
    monkeypatch.setattr(programme_reports.documents, "tagged_pdf", lambda *_arguments, **_more: b"")
    monkeypatch.setattr(programme_reports, "_slides", lambda *_arguments: b"")


def figures_of(figures, year, number):
    return {place: value for (on, place, of), value in figures.items() if (on, of) == (year, number)}

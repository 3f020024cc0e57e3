"""What a programme report is made of: only stored figures that passed the gate, of this sort of round, up to this year."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deals.models import Deal
from foundation.actions import jobs
from reports.actions import web_report_runs
from reports.programme_report.content import Counts
from reports.queries import programme_source
from reports.web_report.figures import BreakdownCell, Remarks
from tests import factories
from tests.factories import NOON
from tests.reports.reported import FIVE, State, agree, reported_round, survey_of
from tests.reports.test_web_reports import closed_round

pytestmark = pytest.mark.django_db


def gathered(round_):
    return programme_source.gather(round_)


def newest(round_):
    return gathered(round_).years[-1].indicators


def test_the_mean_of_all_deals_is_that_of_their_reports():
    round_ = reported_round(answers=[FIVE, [(5, 5, 5)] * 6, [(1, 1, 1)] * 12])
    first = newest(round_)[0]
    # every deal counts once: (4 + 5 + 1) / 3 = 3.3; every respondent once would give 62 / 23 = 2.7
    assert (first.mean, first.n) == ("3.3", 3)


def test_two_deals_together_show_nothing():
    first = newest(reported_round(deals=2))[0]
    assert (first.mean, first.n, first.withheld) == (None, None, {"mean": "few_deals"})


def test_a_deal_with_too_few_answers_counts_nowhere():
    round_ = reported_round(answers=[FIVE, FIVE, FIVE, [(1, 1, 1)] * 4])
    content = gathered(round_)
    assert content.counts == Counts(deals=4, follow_ups=0, reported=4, shown=3, responses=15, agreed=0)
    assert (newest(round_)[0].mean, newest(round_)[0].n) == ("4.0", 3)


def test_a_deal_without_a_report_yet_is_one_of_those_behind_the_mean():
    """Somebody stopped the making of reports: what was made says the mean of all four that may show theirs."""
    round_ = closed_round([FIVE, FIVE, FIVE, [(1, 1, 1)] * 5, [(1, 1, 1)] * 4], year=2025)
    run = web_report_runs.start_web_report_run(round_=round_, by=None, now=NOON)
    jobs.run(job_ids=list(run.parts.order_by("pk").values_list("pk", flat=True)[:3]), now=NOON)
    web_report_runs.stop_run(job=run, round_=run.report_run.round, by=None, now=NOON)
    content = gathered(round_)
    assert (newest(round_)[0].mean, newest(round_)[0].n) == ("3.3", 4)
    assert content.counts == Counts(deals=5, reported=3, shown=4, responses=20, agreed=0)
    assert len(content.behind["1"]) == len(content.behind["responses"]) == 4


@pytest.mark.parametrize(("closed", "shown"), [(0, 25), (1, None), (2, None), (3, 25)])
def test_how_many_answered_is_not_said_where_one_deal_could_be_told(closed, shown):
    """Five deals of five: who subtracts those that are public must keep 0 or at least 3 others."""
    round_ = reported_round(deals=5)
    for number in range(1, closed + 1):
        round_.surveys.filter(deal__name=f"Deal {number}").update(is_published=False)
    assert gathered(round_).counts.responses == shown
    assert newest(round_)[0].n == (5 if shown else None)


def test_without_reports_there_is_nothing_to_make():
    round_ = reported_round()
    for survey in round_.surveys.all():
        survey.web_reports.all().delete()
    assert gathered(round_) is None


def test_a_deal_without_answers_is_one_of_the_deals():
    content = gathered(reported_round(answers=[FIVE, FIVE, FIVE, []]))
    assert content.webs[3].figures.indicators[0].withheld["mean"] == "no_answers"


def test_a_deal_that_has_ended_is_not_one_of_the_deals():
    round_ = reported_round(deals=4)
    round_.surveys.filter(deal__name="Deal 4").update(years_after=1)
    content = gathered(round_)
    assert (content.counts.deals, content.counts.responses) == (3, 15)
    assert [web.deal for web in content.webs] == ["Deal 1", "Deal 2", "Deal 3"]
    assert newest(round_)[0].n == 3


def test_nothing_of_people_is_kept():
    round_ = reported_round(answers=[[(4, 4, 4)] * 10] * 3)
    survey = survey_of(round_, 1)
    report = survey.web_reports.get()
    report.figures = replace(
        report.figures, remarks=(Remarks(1, ("geheim",)),), breakdown=(BreakdownCell("gemeente", 5),)
    )
    report.save()
    assert "geheim" not in str(gathered(round_))
    assert gathered(round_).webs[0].figures.breakdown is None


def test_a_deal_that_is_not_public_is_not_named_in_what_is_frozen():
    """The zip that was ordered is drawn from this as it stands."""
    round_ = reported_round()
    agree(survey_of(round_, 2), lessons=["Les van een deal die niet openbaar is."])
    Deal.objects.filter(name="Deal 2").update(is_published=False)
    content = gathered(round_)
    assert "Deal 2" not in str(content) and "Les van" not in str(content)
    assert (content.unnamed_deals, content.unnamed_lessons) == (1, 1)


def test_years_are_the_closed_rounds_of_this_sort_until_this_one():
    rounds = {year: reported_round(year=year) for year in (2023, 2024, 2025)}
    reported_round(year=2022, is_fictitious=True)
    reported_round(year=2026)
    factories.survey(round=factories.round_(year=2021))
    content = gathered(rounds[2025])
    assert [one.round for one in content.years] == [2023, 2024, 2025]
    assert [one.previous_year for one in content.years] == [None, 2023, 2024]


def test_years_with_other_questions_share_no_statements():
    """Each round here has a questionnaire of its own that continues nothing."""
    reported_round(year=2024)
    overlap = newest(reported_round(year=2025))[0].previous_overlap
    assert (overlap.shared, overlap.asked) == (0, 2)


def test_only_what_a_deal_team_agreed_to_is_used():
    round_ = reported_round(deals=4)
    agree(survey_of(round_, 1), lessons=["Akkoord."])
    agree(survey_of(round_, 2), lessons=["Definitief."], state=State.FINAL)
    survey_of(round_, 3).lessons.create(text="Nog concept.")
    texts = [lesson.text for lesson in gathered(round_).lessons]
    assert texts == ["Akkoord.", "Definitief."]


def test_what_was_written_after_the_agreement_is_not_used():
    round_ = reported_round()
    agree(survey_of(round_, 1), lessons=["Zoals afgesproken."])
    survey_of(round_, 1).lessons.update(text="Later anders.")
    assert [lesson.text for lesson in gathered(round_).lessons] == ["Zoals afgesproken."]


def test_a_new_edition_in_draft_leaves_the_final_one_in_use():
    round_ = reported_round()
    survey = survey_of(round_, 1)
    agree(survey, lessons=["Definitief."], state=State.FINAL)
    survey.learning_reports.create(edition=2)
    assert [lesson.text for lesson in gathered(round_).lessons] == ["Definitief."]


def test_the_number_of_queries_does_not_grow_with_the_deals():
    def cost(round_):
        with CaptureQueriesContext(connection) as seen:
            gathered(round_)
        return len(seen)

    few, many = reported_round(deals=3, year=2001, is_fictitious=True), reported_round(deals=8, year=2030)
    for number in range(1, 9):
        agree(survey_of(many, number), lessons=["Les."])
    agree(survey_of(few, 1), lessons=["Les."])
    assert cost(few) == cost(many) == 14


def test_what_of_a_deal_is_public_is_what_everyone_may_read_now():
    round_ = reported_round(deals=4)
    hidden, deal_only, web, words = (survey_of(round_, number) for number in (1, 2, 3, 4))
    Deal.objects.exclude(pk=hidden.deal_id).update(is_published=True)
    Deal.objects.filter(pk=hidden.deal_id).update(is_published=False)
    round_.surveys.update(is_published=False)
    round_.surveys.filter(pk__in=[hidden.pk, web.pk, words.pk]).update(is_published=True)
    agree(web)
    for survey in (hidden, deal_only, words):
        agree(survey, state=State.FINAL)
    assert programme_source.public_surveys(round_) == {
        str(deal_only.pk): "deal",
        str(web.pk): "web",
        str(words.pk): "words",
    }

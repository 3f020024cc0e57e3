"""The learning report: live while it is a draft, frozen once agreed, stored once final, and for whom it is meant."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from deals.models import ActionPoint
from foundation.concurrent_edit import ChangedMeanwhile
from impacttool.models import Round
from rendering.documents import DocumentError
from reports import documents
from reports.actions import learning_reports as actions
from reports.models import Finding, LearningReport, LearningReportFile, SurveyAttention, SurveyLesson, Talk
from reports.queries import learning_reports as queries
from reports.web_report.figures import Sentence
from tests import factories
from tests.audit_log import verbs
from tests.factories import NOON
from tests.house.world import issue
from tests.reports.pdf_text import all_text, squeezed

pytestmark = pytest.mark.django_db
State = LearningReport.State


@pytest.fixture
def survey(db):
    """A closed round with a report, a talk, and one finding."""
    made = factories.survey(
        round=factories.round_(state=Round.State.CLOSED), deal=factories.deal(slug="een-deal")
    )
    issue(made, NOON)
    Talk.objects.create(survey=made, held_on=NOON.date(), context="Zo begon het.")
    Finding.objects.create(
        survey=made, indicator=made.round.instrument.indicators.get(number=1), text="<b>Ritme</b> ontbreekt."
    )
    SurveyLesson.objects.create(survey=made, text="=Begin klein.")
    point = ActionPoint.objects.create(deal=made.deal, text="planning", owner="strateeg", due_on=NOON.date())
    SurveyAttention.objects.create(survey=made, text="Maak een planning.", action_point=point)
    return made


@pytest.fixture
def maker(survey):
    return factories.dealmaker(survey.deal)


def seal(survey, user):
    return queries.open_report(survey, user).seal


def url(survey, *more, name="learning_report"):
    return reverse(f"reports:{name}", args=[survey.round.year, survey.deal.slug, *more])


def agreed(survey, maker):
    return actions.agree(survey=survey, seal=seal(survey, maker), by=maker, now=NOON)


def final(survey, maker, staff=None):
    agreed(survey, maker)
    staff = staff or factories.staff()
    return actions.finalise(survey=survey, seal=seal(survey, staff), by=staff, now=NOON + timedelta(days=1))


def test_a_draft_follows_the_talk_and_an_agreement_ends_that(survey, maker, client):
    client.force_login(maker)
    page = client.get(url(survey)).content.decode()
    assert "Concept" in page and "&lt;b&gt;Ritme&lt;/b&gt; ontbreekt." in page and "Zo begon het." in page
    first = survey.findings.get()
    Finding.objects.create(survey=survey, indicator=first.indicator, text="Later gezegd.")
    assert "Later gezegd." in client.get(url(survey)).content.decode()
    agreed(survey, maker)
    Finding.objects.create(survey=survey, indicator=first.indicator, text="Te laat gezegd.")
    page = client.get(url(survey)).content.decode()
    assert (
        "Later gezegd." in page and "Te laat gezegd." not in page and "Akkoord, nog niet definitief" in page
    )


def test_nobody_agrees_to_a_text_that_changed_meanwhile(survey, maker):
    read = seal(survey, maker)
    survey.findings.update(text="Iets heel anders.")
    with pytest.raises(ChangedMeanwhile):
        actions.agree(survey=survey, seal=read, by=maker, now=NOON)
    assert not LearningReport.objects.exists()


def test_a_step_is_taken_once_and_in_order(survey, maker):
    read = seal(survey, maker)
    with pytest.raises(ChangedMeanwhile):
        actions.finalise(survey=survey, seal=read, by=maker, now=NOON)
    actions.agree(survey=survey, seal=read, by=maker, now=NOON)
    with pytest.raises(ChangedMeanwhile):
        actions.agree(survey=survey, seal=read, by=maker, now=NOON)
    again = actions.withdraw_agreement(survey=survey, seal=seal(survey, maker), by=maker, now=NOON)
    assert (again.state, again.content, again.agreed_by, again.agreed_at) == (State.DRAFT, None, None, None)
    told = verbs(deal_id=survey.deal.pk)
    year = survey.round.year
    assert f"ging akkoord met het leerrapport van {year}" in told
    assert f"maakte het leerrapport van {year} weer concept" in told


def test_a_final_report_stays_as_it_was_and_its_files_are_stored_once(survey, maker, client, monkeypatch):
    report = final(survey, maker)
    assert report.final_at == NOON + timedelta(days=1) and report.agreed_by == maker
    assert set(report.files.values_list("format", flat=True)) == set(LearningReportFile.Format.values)
    survey.findings.update(text="Achteraf veranderd.")
    monkeypatch.setattr(documents, "learning_pdf", lambda *args, **kwargs: pytest.fail("made again"))
    client.force_login(maker)
    assert "Achteraf" not in client.get(url(survey)).content.decode()
    answer = client.get(url(survey, "pdf", name="learning_report_file"))
    assert answer.content == bytes(report.files.get(format="pdf").content)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].endswith('-definitief-1.pdf"')


def test_a_report_is_not_half_final_when_a_file_cannot_be_made(survey, maker, monkeypatch):
    def broken(*args, **kwargs):
        raise DocumentError("geen papier")

    monkeypatch.setattr(documents, "learning_pdf", broken)
    with pytest.raises(DocumentError):
        final(survey, maker)
    assert LearningReport.objects.get().state == State.AGREED and not LearningReportFile.objects.exists()


def test_a_next_edition_leaves_the_one_before_as_it_is(survey, maker, client):
    staff = factories.staff()
    final(survey, maker, staff)
    actions.start_edition(survey=survey, seal=seal(survey, staff), by=staff, now=NOON)
    survey.findings.update(text="Voor uitgave twee.")
    client.force_login(maker)
    assert "Voor uitgave twee." in client.get(url(survey)).content.decode()
    before = client.get(url(survey), {"uitgave": 1}).content.decode()
    assert "Ritme" in before and "Voor uitgave twee." not in before and "nieuwe-uitgave" not in before
    assert client.get(url(survey), {"uitgave": 3}).status_code == 404
    assert client.get(url(survey), {"uitgave": "één"}).status_code == 404
    client.logout()
    survey.is_published = True
    survey.save()
    assert "Voor uitgave twee." not in client.get(url(survey)).content.decode()


@pytest.mark.parametrize("format_", ["pdf", "pptx", "xlsx"])
def test_files_of_a_draft_say_that_they_are_one(survey, maker, client, format_):
    client.force_login(maker)
    answer = client.get(url(survey, format_, name="learning_report_file"))
    assert answer["Content-Disposition"].endswith(f'-concept-1.{format_}"')
    if format_ == "pdf":
        text = all_text(answer.content)
        assert text.count("Concept") >= 3 and squeezed("<b>Ritme</b> ontbreekt.") in text
    if format_ == "xlsx":
        rows = list(load_workbook(io.BytesIO(answer.content))["Bevindingen"].iter_rows(values_only=True))
        assert ("Leerpunt", None, None, "=Begin klein.", None, None, None) in rows


def test_who_is_not_of_the_deal_reads_what_is_final_and_public_without_who_does_what(survey, maker, client):
    survey.is_published = True
    survey.save()
    assert client.get(url(survey)).status_code == 404
    agreed(survey, maker)
    assert client.get(url(survey)).status_code == 404
    staff = factories.staff()
    actions.finalise(survey=survey, seal=seal(survey, staff), by=staff, now=NOON)
    page = client.get(url(survey)).content.decode()
    assert "Maak een planning." in page and "strateeg" not in page
    text = all_text(client.get(url(survey, "pdf", name="learning_report_file")).content)
    assert squeezed("Maak een planning.") in text and "strateeg" not in text
    client.force_login(maker)
    assert "strateeg" in client.get(url(survey)).content.decode()


def test_remarks_and_the_breakdown_stay_out(survey):
    report = survey.web_reports.get()
    report.figures = replace(report.figures, standout=(Sentence("camps", "alleen voor het team", team=True),))
    report.save()
    figures = queries.live_content(survey).figures
    assert "alleen voor het team" not in str(figures)
    assert (figures.remarks, figures.breakdown) == ((), None)


def test_while_the_round_is_open_the_page_says_so(maker, survey, client):
    survey.round.state = Round.State.OPEN
    survey.round.save()
    client.force_login(maker)
    page = client.get(url(survey)).content.decode()
    assert "De ronde is nog niet afgerond. Zij sluit op" in page and "Ritme" not in page
    assert client.get(url(survey, "pdf", name="learning_report_file")).status_code == 302
    assert (
        "in een andere stand"
        in client.get(url(survey, "akkoord", name="learning_report_step"), follow=True).content.decode()
    )


def test_without_a_report_of_figures_there_is_none(client):
    bare = factories.survey(round=factories.round_(state=Round.State.CLOSED))
    client.force_login(factories.staff())
    assert "Het leerrapport is er nog niet" in client.get(url(bare)).content.decode()


def test_buttons_from_draft_to_final(survey, maker, client):
    staff = factories.staff()
    for user, step, state in ((maker, "akkoord", State.AGREED), (staff, "definitief", State.FINAL)):
        client.force_login(user)
        there = url(survey, step, name="learning_report_step")
        assert there in client.get(url(survey)).content.decode()
        sent = client.get(there).context["extra_form"].initial
        client.post(there, {"seal": "iets anders"})
        assert not LearningReport.objects.filter(state=state).exists()
        sent |= {"once": step}
        client.post(there, sent)
        assert "was al verstuurd" in client.post(there, sent, follow=True).content.decode()
        assert LearningReport.objects.get().state == state


def test_the_spider_web_report_leads_to_it_for_who_may_read_it(survey, maker, client):
    survey.is_published = True
    survey.save()
    there = url(survey, name="web_report")
    assert url(survey) not in client.get(there).content.decode()
    client.force_login(maker)
    assert url(survey) in client.get(there).content.decode()
    final(survey, maker)
    client.logout()
    assert url(survey) in client.get(there).content.decode()


def test_who_agreed_is_known_to_the_team_alone(survey, maker, client):
    final(survey, maker)
    partner = factories.user()
    organisation = factories.organisation()
    factories.participation(deal=survey.deal, organisation=organisation)
    factories.contact(organisation=organisation, user=partner)
    for user, seen in ((maker, True), (partner, False)):
        client.force_login(user)
        assert ("Akkoord gegeven door" in client.get(url(survey)).content.decode()) is seen


def test_the_database_refuses_a_final_report_without_content(survey):
    report = LearningReport(survey=survey, state=State.FINAL, agreed_at=NOON, final_at=NOON)
    with pytest.raises(ValidationError):
        report.full_clean()


def test_a_page_costs_the_same_whatever_was_said(survey, maker, client, django_assert_max_num_queries):
    indicator = survey.round.instrument.indicators.get(number=1)
    Finding.objects.bulk_create(Finding(survey=survey, indicator=indicator, text=f"{n}.") for n in range(40))
    for number in range(20):
        point = ActionPoint.objects.create(
            deal=survey.deal, text="x", owner="y", owner_organisation=factories.organisation()
        )
        SurveyAttention.objects.create(survey=survey, text=f"{number}.", action_point=point)
    client.force_login(maker)
    with django_assert_max_num_queries(25):
        client.get(url(survey))

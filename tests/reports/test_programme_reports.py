"""The programme report: made in the worker, frozen, introduced by staff, final once, read by whoever is of a deal."""

import io
import zipfile
from dataclasses import replace

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pptx import Presentation

from deals.models import Deal
from foundation import job_kinds
from foundation.actions import jobs
from foundation.models import AuditEvent, Job
from impacttool.models import Round
from reports.actions import programme_reports
from reports.events import ProgrammeEvent
from reports.models import ProgrammeReport, ProgrammeReportFile, Theme
from reports.queries.marked_texts import agreed_texts
from tests import factories
from tests.factories import NOON
from tests.impacttool.mails import run as send_mails
from tests.reports.pdf_text import all_text, squeezed
from tests.reports.reported import FIVE, State, agree, reported_round, survey_of

pytestmark = pytest.mark.django_db
OUTDATED = "Sinds dit concept veranderde een leerrapport of een thema."
HOSTILE = "<script>alert(1)</script> =SUM(A1) 👍🏽 \u202eשלום {{ x }} {% y %}"


def made(round_):
    programme_reports.make(str(round_.year), lambda _done, _total: None)
    return ProgrammeReport.objects.get(round=round_, state="concept")


def final(round_):
    return programme_reports.finalise(report=made(round_), by=factories.staff(), now=timezone.now())


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def url(name, round_, *more):
    return reverse(f"programme_reports:{name}", args=[round_.year, *more])


def page(person, round_, name="report"):
    answer = browser(person).get(url(name, round_))
    assert answer.status_code == 200
    return answer.content.decode()


def ordered(round_, person):
    """Ordered on the page, and made as the worker does."""
    assert browser(person).post(url("report_order", round_)).status_code == 302
    job = Job.objects.get(is_shared=False)
    jobs.run(job_ids=[job.pk], now=timezone.now())
    job.refresh_from_db()
    return job


def test_staff_order_it_and_get_a_mail_with_the_way_to_three_files():
    round_, person = reported_round(), factories.staff()
    job = ordered(round_, person)
    assert (job.state, job.done, job.total) == ("klaar", 5, 5)
    names = zipfile.ZipFile(io.BytesIO(bytes(job.content))).namelist()
    assert names == [f"programmarapport-2025.{kind}" for kind in ("pdf", "pptx", "xlsx")]
    send_mails(timezone.now())
    assert mail.outbox[0].to == [person.email] and "Programmarapport 2025" in mail.outbox[0].subject
    assert ProgrammeReport.objects.get().state == "concept"


@pytest.mark.parametrize("step", range(5))
def test_stopped_on_the_way_nothing_is_stored(step):
    round_ = reported_round()

    def follow(done, _total):
        if done == step:
            raise job_kinds.Stopped

    with pytest.raises(job_kinds.Stopped):
        programme_reports.make("2025", follow)
    assert not ProgrammeReport.objects.filter(round=round_).exists()


def test_an_open_round_gives_a_sentence():
    survey = factories.survey(round=factories.round_(year=2026))
    with pytest.raises(job_kinds.CannotMake, match="nog niet afgerond"):
        programme_reports.make("2026", lambda _done, _total: None)
    assert "Het programmarapport komt na de ronde" in page(factories.staff(), survey.round)


def test_a_round_without_reports_gives_a_sentence():
    factories.round_(year=2025, state="gesloten")
    with pytest.raises(job_kinds.CannotMake, match="Laat ze eerst maken"):
        programme_reports.make("2025", lambda _done, _total: None)


@pytest.mark.parametrize("answers", [[[]], [FIVE], [[(4, 4, 4)]], [[], [], []]])
def test_one_deal_one_answer_or_none_at_all_gives_a_sound_report(answers):
    round_ = reported_round(answers=answers)
    report = made(round_)
    content = page(factories.staff(), round_)
    assert "minder dan 3 deals" in content and "4,0" not in content.partition('id="deals"')[0]
    assert all(programme_reports.file_of(report, format_) for format_ in ProgrammeReportFile.Format)


def test_page_pdf_and_slides_tell_the_same_figures():
    round_ = reported_round(answers=[FIVE, [(5, 5, 5)] * 6, [(1, 1, 1)] * 12])
    report = made(round_)
    slides = Presentation(io.BytesIO(programme_reports.file_of(report, "pptx"))).slides
    cells = [
        [cell.text for cell in row.cells]
        for slide in slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]
    text = all_text(programme_reports.file_of(report, "pdf"))
    for figures in report.content.years[-1].indicators:
        name, mean = f"{figures.number}. {figures.name}", figures.mean.replace(".", ",")
        assert [name, mean, "minder dan 3 deals", "3"] in cells
        assert squeezed(f"{name}{mean}minder dan 3 deals3") in text
    assert ">3,3</td>" in page(factories.staff(), round_)


def test_what_was_frozen_stays_when_the_round_gets_other_reports():
    round_ = reported_round()
    before = page(factories.staff(), made(round_).round)
    for survey in round_.surveys.all():
        report = survey.web_reports.get()
        rows = tuple(replace(row, all_deals_mean="1.7") for row in report.figures.indicators)
        report.figures = replace(report.figures, indicators=rows)
        report.save()
    assert "1,7" not in page(factories.staff(), round_) and "4,0" in before
    assert "1,7" in page(factories.staff(), made(round_).round)


def test_introductions_stand_in_page_and_files_as_text():
    round_ = reported_round()
    made(round_)
    client = browser(factories.staff())
    fields = {"ministry_intro": HOSTILE, "programme_intro": "", "deals_intro": "Lees dit.", "version": 1}
    assert client.post(url("report_intros", round_), fields).status_code == 302
    content = page(factories.staff(), round_)
    assert "&lt;script&gt;alert(1)" in content and "<script>alert" not in content and "Lees dit." in content
    report = ProgrammeReport.objects.get()
    assert squeezed("=SUM(A1)") in all_text(programme_reports.file_of(report, "pdf"))
    assert AuditEvent.objects.filter(event=ProgrammeEvent.REPORT_INTRODUCED).count() == 1


def test_who_writes_over_somebody_else_sees_both_texts():
    round_ = reported_round()
    made(round_)
    fields = {"ministry_intro": "Van mij.", "version": 1}
    browser(factories.staff()).post(
        url("report_intros", round_), fields | {"ministry_intro": "Van een ander."}
    )
    answer = browser(factories.staff()).post(url("report_intros", round_), fields)
    assert "Van een ander." in answer.content.decode() and "Van mij." in answer.content.decode()
    assert ProgrammeReport.objects.get().ministry_intro == "Van een ander."


def test_of_two_who_write_at_the_same_moment_the_second_is_refused():
    round_, staff = reported_round(), factories.staff()
    first, late = made(round_), ProgrammeReport.objects.get()
    first.ministry_intro, late.ministry_intro = "Van een ander.", "Van mij."
    programme_reports.save_intros(report=first, version=first.version, by=staff)
    with pytest.raises(programme_reports.ChangedMeanwhile):
        programme_reports.save_intros(report=late, version=late.version, by=staff)
    assert ProgrammeReport.objects.get().ministry_intro == "Van een ander."


def test_making_it_again_keeps_the_introductions():
    round_ = reported_round()
    report = made(round_)
    report.deals_intro = "Lees dit."
    programme_reports.save_intros(report=report, version=1, by=factories.staff())
    assert made(round_).deals_intro == "Lees dit."


def test_what_is_final_is_not_made_again_nor_rewritten():
    round_ = reported_round()
    final(round_)
    with pytest.raises(job_kinds.CannotMake, match="definitief"):
        programme_reports.make("2025", lambda _done, _total: None)
    client = browser(factories.staff())
    assert client.post(url("report_intros", round_), {"ministry_intro": "x", "version": 2}).status_code == 404
    assert ProgrammeReport.objects.get().ministry_intro == ""


def test_an_introduction_that_was_open_when_it_became_final_is_refused():
    round_ = reported_round()
    late = made(round_)
    programme_reports.finalise(report=ProgrammeReport.objects.get(), by=factories.staff(), now=NOON)
    late.ministry_intro = "Te laat."
    with pytest.raises(programme_reports.ChangedMeanwhile):
        programme_reports.save_intros(report=late, version=late.version, by=factories.staff())


def test_what_is_final_is_not_written_in_nor_made_final_again_by_who_read_it_as_final():
    report, staff = final(reported_round()), factories.staff()
    report.ministry_intro = "Te laat."
    with pytest.raises(programme_reports.ChangedMeanwhile):
        programme_reports.save_intros(report=report, version=report.version, by=staff)
    with pytest.raises(programme_reports.ChangedMeanwhile):
        programme_reports.finalise(report=report, by=staff, now=timezone.now())


def test_a_deal_that_was_not_public_when_it_became_final_never_comes_into_it():
    round_ = reported_round(deals=4)
    draft, deals = made(round_), Deal.objects.filter(name="Deal 4")
    deals.update(is_published=False)
    report = programme_reports.finalise(report=draft, by=factories.staff(), now=timezone.now())
    deals.update(is_published=True)
    assert "Deal 3" in page(factories.staff(), round_)
    assert "Deal 4" not in page(factories.staff(), round_) and "Deal 4" not in str(report.content)


def test_it_becomes_final_as_it_was_read_or_not_at_all():
    round_ = reported_round()
    made(round_)
    client = browser(factories.staff())
    asked = client.get(url("report_final", round_)).content.decode()
    assert 'name="version" value="1"' in asked
    made(round_)  # somebody made it again
    client.post(url("report_final", round_), {"version": 1})
    assert ProgrammeReport.objects.get().state == "concept"
    client.post(url("report_final", round_), {"version": 2})
    report = ProgrammeReport.objects.get()
    assert (report.state, report.files.count()) == ("definitief", 3)
    assert AuditEvent.objects.filter(event=ProgrammeEvent.REPORT_FINALISED).count() == 1


def test_a_button_that_is_pressed_twice_says_that_it_was_done_and_not_that_it_cannot_be():
    round_ = reported_round()
    made(round_)
    client = browser(factories.staff())
    for name in ("report_final", "report_edition"):
        asked = client.get(url(name, round_)).content.decode()
        keys = {
            key: asked.partition(f'name="{key}" value="')[2].partition('"')[0] for key in ("version", "once")
        }
        client.post(url(name, round_), keys)
        again = client.post(url(name, round_), keys, follow=True).content.decode()
        assert "was al verstuurd" in again
        assert "andere stand" not in again and "Iemand anders" not in again
    assert list(ProgrammeReport.objects.order_by("edition").values_list("edition", "state")) == [
        (1, "definitief"),
        (2, "concept"),
    ]


def test_it_does_not_become_final_over_an_agreement_that_was_withdrawn():
    round_ = reported_round()
    agreed = agree(survey_of(round_, 1), lessons=["Begin klein."])
    made(round_)
    agreed.delete()
    answer = browser(factories.staff()).post(url("report_final", round_), {"version": 1}, follow=True)
    assert OUTDATED in answer.content.decode()
    assert ProgrammeReport.objects.get().state == "concept"
    with pytest.raises(programme_reports.SourcesChanged):
        programme_reports.finalise(
            report=ProgrammeReport.objects.get(), by=factories.staff(), now=timezone.now()
        )


def test_a_theme_given_after_it_was_made_has_it_made_again_before_it_becomes_final():
    round_ = reported_round()
    agree(survey_of(round_, 1), lessons=["Begin klein."])
    made(round_)
    client, final_url = browser(factories.staff()), url("report_final", round_)
    assert OUTDATED not in page(factories.staff(), round_) and final_url in page(factories.staff(), round_)
    lesson = agreed_texts(round_)[0]
    theme = Theme.objects.create(name="Borging")
    client.post(lesson.url, {"themes": theme.pk, "version": 1})
    assert OUTDATED in page(factories.staff(), round_) and final_url not in page(factories.staff(), round_)
    assert OUTDATED in client.get(final_url, follow=True).content.decode()
    made(round_)
    assert OUTDATED not in page(factories.staff(), round_) and final_url in page(factories.staff(), round_)
    assert "Borging" in page(factories.staff(), round_)


def test_the_follow_ups_of_the_round_are_named_as_not_counted():
    round_ = reported_round()
    factories.survey(round=round_, deal=factories.deal(name="Voorbij"), years_after=1)
    made(round_)
    assert "3 deals stonden in ronde" in page(factories.staff(), round_)
    assert "Daarnaast had 1 deal die al afgelopen is een nameting." in page(factories.staff(), round_)


def test_a_deal_that_is_public_no_more_leaves_page_and_files():
    round_ = reported_round(deals=4)
    agree(survey_of(round_, 1), lessons=["Begin klein."], attention=["Let op."], state=State.FINAL)
    report = final(round_)
    reader = factories.dealmaker(survey_of(round_, 2).deal)
    assert "Deal 1" in page(reader, round_) and "Let op." in page(reader, round_)
    report.files.update(content=b"bewaard")
    round_.surveys.filter(deal__name="Deal 1").update(is_published=False)
    shown = page(reader, round_)
    assert "Het rapport is niet openbaar: Deal 1." in shown and "Let op." not in shown
    assert "Begin klein." in shown  # a lesson for other deals
    survey_of(round_, 1).deal.__class__.objects.filter(name="Deal 1").update(is_published=False)
    assert "Deal 1" not in page(reader, round_) and "Begin klein." not in page(reader, round_)
    remade = programme_reports.file_of(ProgrammeReport.objects.get(), "pdf")
    assert remade != b"bewaard" and "Deal1" not in all_text(remade)


def test_a_sum_over_deals_goes_from_a_final_report_when_it_would_tell_of_one_deal():
    """Five deals of five that were not public: four become public, so 25 less 20 is the fifth."""
    round_ = reported_round(deals=5, public=False)
    report = final(round_)
    reader = factories.dealmaker(survey_of(round_, 1).deal)
    said = "In die deals vulden samen 25 mensen de vragenlijst in."
    assert said in page(reader, round_)
    report.files.update(content=b"bewaard")
    public = round_.surveys.exclude(deal__name="Deal 5")
    public.update(is_published=True)
    shown = page(reader, round_)
    assert "vulden samen" not in shown and "ten minste 3" in shown
    remade = all_text(programme_reports.file_of(ProgrammeReport.objects.get(), "pdf"))
    assert "vuldensamen" not in remade and "tenminste3" in remade
    round_.surveys.update(is_published=True)
    assert said in page(reader, round_)  # everybody can add them up now


def test_a_reader_finds_final_reports_in_the_list_and_no_buttons():
    round_ = reported_round()
    reader = factories.partner_contact(survey_of(round_, 1).deal)
    made(round_)
    lists = reverse("programme_reports:reports")
    assert "Nog geen programmarapporten" in browser(reader).get(lists).content.decode()
    programme_reports.finalise(
        report=ProgrammeReport.objects.get(), by=factories.staff(name="Stan Staf"), now=NOON
    )
    assert "Programmarapport 2025, uitgave 1" in browser(reader).get(lists).content.decode()
    shown = page(reader, round_)
    assert "Nieuwe uitgave" not in shown and "Stan Staf" not in shown


def test_the_list_of_staff_says_what_is_still_to_be_made():
    round_ = reported_round()
    factories.round_(year=2026)
    staff = browser(factories.staff())
    first = staff.get(reverse("programme_reports:reports")).content.decode()
    assert "nog niet gemaakt" in first and "Ronde 2026 is nog open." in first
    made(round_)
    assert "concept van" in staff.get(reverse("programme_reports:reports")).content.decode()


def test_names_of_200_signs_and_hostile_texts_give_a_sound_report():
    round_ = reported_round()
    survey = survey_of(round_, 1)
    survey.deal.name = "Gemeentegrensoverschrijdend" * 7
    survey.deal.save()
    agree(survey, lessons=[HOSTILE, "x" * 5_000], attention=[HOSTILE], state=State.FINAL)
    report = made(round_)
    assert "<script>alert" not in page(factories.staff(), round_)
    assert "Gemeentegrens" in all_text(programme_reports.file_of(report, "pdf"))
    assert programme_reports.file_of(report, "pptx") and programme_reports.file_of(report, "xlsx")


def test_a_round_in_preparation_has_no_report():
    round_ = factories.round_(state=Round.State.DRAFT)
    assert browser(factories.staff()).get(url("report", round_)).status_code == 404


def test_the_page_asks_the_database_as_often_for_many_deals():
    def cost(round_):
        made(round_)
        client = browser(factories.staff())
        client.get(url("report", round_))
        with CaptureQueriesContext(connection) as seen:
            client.get(url("report", round_))
        return len(seen)

    few, many = reported_round(deals=2, year=2001), reported_round(deals=7, year=2002)
    for number in range(1, 8):
        agree(survey_of(many, number), lessons=["Les."])
    assert cost(few) == cost(many)

"""Issuing reports: each once, whole or not at all, whatever happens to the worker."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from impacttool import documents, tasks
from impacttool.actions import reports
from impacttool.actions.closing import close_round
from impacttool.management.commands import issue_reports
from impacttool.models import Report, ReportFile, ReportJob, ReportRun
from impacttool.queries.report_source import report_inputs
from partners.models import LogEntry
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db
State = ReportJob.State


def closed_round(answers_per_deal, **fields):
    """A closed round with two indicators of 2 and 1 statements; `answers_per_deal`: lists of scores."""
    round_ = factories.round_(instrument=factories.instrument(shape=(2, 1)), **fields)
    for answers in answers_per_deal:
        survey = factories.survey(round=round_)
        for scores in answers:
            factories.response(survey, scores)
    close_round(round_=round_, by=None, now=NOON)
    round_.refresh_from_db()
    return round_


def issue_all(round_, now=NOON):
    run = reports.start_report_run(round_=round_, by=None, now=now)
    for job_id in reports.jobs_to_ring(now):
        reports.run_jobs(job_ids=[job_id], now=now)
    run.refresh_from_db()
    return run


def test_every_deal_gets_its_report_with_the_scores_of_the_rules():
    uneven = [(4, 1, 3), (2, None, 3), (4, 4, 3), (2, 2, 3), (3, 3, 3)]
    round_ = closed_round([uneven, [(5, 5, 5)] * 6, [(1, 1, 1)] * 7])
    run = issue_all(round_)
    assert run.finished_at == NOON
    figures = Report.objects.get(survey=round_.surveys.order_by("pk").first()).figures
    first = figures["indicators"][0]
    # per respondent 2.5, 2, 4, 2, 3 -> 2.7; all answers pooled would give 25 / 9 = 2.8
    assert (first["mean"], first["n"]) == ("2.7", 5)
    # every deal counts once: (2.7 + 5 + 1) / 3 = 2.9; every respondent once would give 50.5 / 18 = 2.8
    assert first["all_deals_mean"] == "2.9"
    assert first["minimum"] is None and first["withheld"]["range"] == "few_answers"


def test_waiting_without_a_worker_also_finishes_what_a_killed_worker_left(monkeypatch, capsys):
    round_ = closed_round([[(5, 5, 5)] * 6, [(1, 1, 1)] * 7])
    run = reports.start_report_run(round_=round_, by=None, now=timezone.now())
    left_behind = timezone.now() - reports.STALE_AFTER - timedelta(seconds=1)
    ReportJob.objects.filter(pk=run.jobs.first().pk).update(
        state=State.RUNNING, attempts=1, heartbeat_at=left_behind
    )
    monkeypatch.setattr(issue_reports, "PATIENCE_SECONDS", 0)
    call_command("issue_reports", round_.year, wait=True)
    run.refresh_from_db()
    assert run.finished_at and Report.objects.count() == 2
    assert capsys.readouterr().out.count("geen werker") == 1


def test_a_report_of_an_open_round_is_refused():
    survey = factories.survey()
    with pytest.raises(reports.RoundNotClosed):
        reports.start_report_run(round_=survey.round, by=None, now=NOON)
    assert not ReportRun.objects.exists()


def test_pressing_twice_gives_one_run_and_the_same_input_no_second_report():
    round_ = closed_round([[(4, 4, 4)] * 5])
    first = reports.start_report_run(round_=round_, by=None, now=NOON)
    assert reports.start_report_run(round_=round_, by=None, now=NOON) == first
    issue_all(round_)
    again = issue_all(round_)
    assert again != first and again.finished_at
    assert Report.objects.count() == 1


def test_a_job_is_done_by_the_one_who_claims_it():
    round_ = closed_round([[(4, 4, 4)] * 5])
    run = reports.start_report_run(round_=round_, by=None, now=NOON)
    job = run.jobs.get()
    ReportJob.objects.filter(pk=job.pk).update(state=State.RUNNING, heartbeat_at=NOON)
    reports.run_jobs(job_ids=[job.pk], now=NOON)
    assert not Report.objects.exists()


def test_the_job_of_a_killed_worker_is_taken_over():
    round_ = closed_round([[(4, 4, 4)] * 5])
    job = reports.start_report_run(round_=round_, by=None, now=NOON).jobs.get()
    ReportJob.objects.filter(pk=job.pk).update(state=State.RUNNING, heartbeat_at=NOON, attempts=1)
    assert reports.jobs_to_ring(NOON) == []
    later = NOON + reports.STALE_AFTER + timedelta(seconds=1)
    assert reports.jobs_to_ring(later) == [job.pk]
    reports.run_jobs(job_ids=[job.pk], now=later)
    assert ReportJob.objects.get().state == State.DONE


def test_a_job_whose_worker_dies_three_times_ends_as_failed():
    round_ = closed_round([[(4, 4, 4)] * 5])
    run = reports.start_report_run(round_=round_, by=None, now=NOON)
    run.jobs.update(state=State.RUNNING, heartbeat_at=NOON, attempts=3)
    later = NOON + reports.STALE_AFTER + timedelta(seconds=1)
    reports.run_jobs(job_ids=[run.jobs.get().pk], now=later)
    job, run = run.jobs.get(), ReportRun.objects.get()
    assert (job.state, run.finished_at) == (State.FAILED, later)
    assert "nooit klaar" in job.reason


def test_a_report_that_raises_is_tried_three_times_and_then_says_why(monkeypatch, client, caplog):
    round_ = closed_round([[(4, 4, 4)] * 5, [(3, 3, 3)] * 5])
    broken = round_.surveys.order_by("pk").first()
    real = documents.report_pdf

    def sometimes(figures, *args, **kwargs):
        if figures["deal"]["slug"] == broken.deal.slug:
            raise documents.DocumentError("geen papier")
        return real(figures, *args, **kwargs)

    monkeypatch.setattr(documents, "report_pdf", sometimes)
    run = reports.start_report_run(round_=round_, by=None, now=NOON)
    for _attempt in range(4):
        for job_id in reports.jobs_to_ring(NOON):
            tasks.issue_reports.apply(kwargs={"job_ids": [job_id]})
    run.refresh_from_db()
    assert run.finished_at is not None
    failed = run.jobs.get(state=State.FAILED)
    assert (failed.survey, failed.attempts) == (broken, 3)
    assert failed.reason.endswith("technische melding door aan de beheerder: DocumentError: geen papier")
    client.force_login(factories.staff())
    page = client.get(reverse("impacttool:round", args=[round_.year])).content.decode()
    assert f"Het rapport van {broken.deal.name} kon niet worden gemaakt. Probeer het opnieuw." in page
    assert any("in sometimes" in (record.exc_text or "") for record in caplog.records)
    assert list(Report.objects.values_list("survey__deal__slug", flat=True)) != [broken.deal.slug]
    assert not ReportFile.objects.filter(report__survey=broken).exists()


@pytest.mark.parametrize(
    ("fault", "technical"),
    [
        (TypeError("eerste regel\ntweede regel"), "TypeError: eerste regel"),
        (MemoryError(), "MemoryError"),
        (OSError("x" * 900), f"OSError: {'x' * 190}…"),
    ],
    ids=["lines", "nothing", "long"],
)
def test_what_staff_read_of_a_fault_is_one_short_line(fault, technical):
    run = reports.start_report_run(round_=closed_round([[(4, 4, 4)] * 5]), by=None, now=NOON)
    run.jobs.update(state=State.RUNNING, attempts=3)
    reports.fail_jobs(job_ids=[run.jobs.get().pk], fault=fault, now=NOON)
    assert run.jobs.get().reason.split("beheerder: ")[1] == technical


def test_nothing_is_half_stored_when_storing_a_file_fails(monkeypatch):
    round_ = closed_round([[(4, 4, 4)] * 5])
    job = reports.start_report_run(round_=round_, by=None, now=NOON).jobs.get()

    def refuse(*_args, **_kwargs):
        raise OSError("schijf vol")

    monkeypatch.setattr(ReportFile.objects, "bulk_create", refuse)
    with pytest.raises(OSError, match="schijf vol"):
        reports.run_jobs(job_ids=[job.pk], now=NOON)
    assert not Report.objects.exists()


def test_a_new_version_needs_five_changed_responses():
    round_ = closed_round([[(4, 4, 4)] * 6])
    issue_all(round_)
    survey = round_.surveys.get()
    for _number in range(4):
        factories.response(survey, (1, 1, 1))
    issue_all(round_)
    job = ReportJob.objects.order_by("pk").last()
    assert Report.objects.count() == 1
    assert (job.state, "minder dan 5" in job.reason) == (State.DONE, True)
    factories.response(survey, (1, 1, 1))
    issue_all(round_)
    assert list(Report.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_the_queue_may_be_out_when_the_button_is_pressed(
    client, settings, monkeypatch, django_capture_on_commit_callbacks
):
    round_ = closed_round([[(4, 4, 4)] * 5])
    client.force_login(factories.staff())

    def refuse(*_args, **_kwargs):
        raise OSError("no queue")

    monkeypatch.setattr(tasks.sweep_reports, "apply_async", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("impacttool:issue_reports", args=[round_.year]))
    assert answer.status_code == 302
    assert reports.jobs_to_ring(NOON)


def test_reports_made_together_are_those_made_one_by_one():
    answers = [[(4, 4, 4)] * 5, [(5, 1, 2)] * 6, [(3, 3, 3)] * 4, []]
    factories.round_(year=2023)
    together, alone = closed_round(answers, year=2024), closed_round(answers, year=2025)
    first = reports.start_report_run(round_=together, by=None, now=NOON)
    reports.run_jobs(job_ids=list(first.jobs.values_list("pk", flat=True)), now=NOON)
    issue_all(alone)

    def figures(round_):
        found = Report.objects.filter(survey__round=round_).order_by("survey")
        return [(row.figures["respondents"], row.figures["indicators"]) for row in found]

    assert len(figures(together)) == 4
    assert figures(together) == figures(alone)
    assert ReportRun.objects.filter(finished_at=None).count() == 0


def test_gathering_for_many_reports_asks_no_more_than_for_one(django_assert_num_queries):
    earlier = closed_round([], year=2024)
    later = factories.round_(year=2025, instrument=earlier.instrument)
    for _number in range(5):
        survey = factories.survey(round=later)
        factories.response(factories.survey(round=earlier, deal=survey.deal), (2, 2, 2))
        factories.response(survey, (4, 4, 4))
    close_round(round_=later, by=None, now=NOON)
    surveys = list(later.surveys.select_related("deal", "round__instrument"))
    with CaptureQueriesContext(connection) as one:
        report_inputs(surveys[:1], ())
    with django_assert_num_queries(len(one)):
        found = report_inputs(surveys, ())
    assert {row.source.baseline.year for row in found.values()} == {2024}


def test_new_jobs_go_out_together_and_one_begun_before_goes_alone():
    round_ = closed_round([[(4, 4, 4)]] * 13)
    run = reports.start_report_run(round_=round_, by=None, now=NOON)
    begun = run.jobs.order_by("pk").first()
    ReportJob.objects.filter(pk=begun.pk).update(attempts=1)
    batches = reports.batches_to_ring(NOON)
    assert batches[-1] == [begun.pk]
    sizes = [len(batch) for batch in batches[:-1]]
    assert sizes == sorted(sizes, reverse=True) and 1 < sizes[0] <= reports.MOST_AT_ONCE
    assert sorted(pk for batch in batches for pk in batch) == sorted(run.jobs.values_list("pk", flat=True))


def test_a_report_that_raises_takes_none_of_its_batch_along(monkeypatch, django_capture_on_commit_callbacks):
    round_ = closed_round([[(4, 4, 4)] * 5] * 4)
    slugs = list(round_.surveys.order_by("pk").values_list("deal__slug", flat=True))
    real = documents.report_pdf

    def sometimes(figures, *args, **kwargs):
        if figures["deal"]["slug"] == slugs[1]:
            raise documents.DocumentError("geen papier")
        return real(figures, *args, **kwargs)

    monkeypatch.setattr(documents, "report_pdf", sometimes)
    run = reports.start_report_run(round_=round_, by=None, now=NOON)
    tasks.issue_reports.apply(kwargs={"job_ids": list(run.jobs.values_list("pk", flat=True))})
    assert [report.survey.deal.slug for report in Report.objects.all()] == slugs[:1]
    for _attempt in range(3):
        for job_ids in reports.batches_to_ring(NOON):
            assert len(job_ids) == 1
            tasks.issue_reports.apply(kwargs={"job_ids": job_ids})
    assert run.jobs.get(state=State.FAILED).survey.deal.slug == slugs[1]
    assert set(Report.objects.values_list("survey__deal__slug", flat=True)) == {*slugs} - {slugs[1]}


def test_a_long_job_says_that_its_worker_lives(monkeypatch):
    round_ = closed_round([[(4, 4, 4)] * 5] * 2)
    run = reports.start_report_run(round_=round_, by=None, now=NOON)
    clock = iter([0, 0, 50])
    monkeypatch.setattr(reports.time, "monotonic", lambda: next(clock))
    reports.run_jobs(job_ids=list(run.jobs.values_list("pk", flat=True)), now=NOON)
    first, second = run.jobs.order_by("pk")
    assert (first.heartbeat_at, second.heartbeat_at) == (NOON, NOON + timedelta(seconds=50))


def test_a_run_whose_last_worker_was_killed_before_it_could_close_it_is_closed_by_the_sweep():
    round_ = closed_round([[(4, 4, 4)] * 5])
    run = reports.start_report_run(round_=round_, by=None, now=NOON)
    run.jobs.update(state=State.DONE)
    tasks.sweep_reports()
    run.refresh_from_db()
    assert run.finished_at


def test_progress_counts_the_jobs(client):
    round_ = closed_round([[(4, 4, 4)] * 5, [(3, 3, 3)] * 5])
    run = reports.start_report_run(round_=round_, by=None, now=NOON)
    reports.run_jobs(job_ids=[run.jobs.order_by("pk").first().pk], now=NOON)
    client.force_login(factories.staff())
    answer = client.get(reverse("impacttool:run_progress", args=[round_.year])).json()
    assert (answer["value"], answer["max"], answer["finished"]) == (1, 2, False)


def test_who_reads_a_report(client):
    round_ = closed_round([[(4, 4, 4)] * 5])
    issue_all(round_)
    survey = round_.surveys.get()
    url = reverse("impacttool:report", args=[round_.year, survey.deal.slug])
    other = factories.dealmaker(factories.deal())
    readers = {
        200: [factories.staff(), factories.dealmaker(survey.deal), factories.partner_contact(survey.deal)],
        404: [None, other, factories.administrator(), factories.user()],
    }
    for status, people in readers.items():
        for person in people:
            client.logout()
            if person:
                client.force_login(person)
            assert client.get(url).status_code == status, person
            for kind in ("pdf", "svg", "png"):
                file_url = reverse("impacttool:report_file", args=[round_.year, survey.deal.slug, kind])
                assert client.get(file_url).status_code == status, (person, kind)
    client.force_login(factories.staff())
    for _click in range(2):
        publish = reverse("impacttool:publish_report", args=[round_.year, survey.deal.slug])
        client.post(publish, {"openbaar": "ja"})
    assert LogEntry.objects.filter(verb="maakte het rapport openbaar").count() == 1
    client.logout()
    assert client.get(url).status_code == 200


def test_only_agenda_stad_reads_who_had_a_report_made(client):
    round_ = closed_round([[(4, 4, 4)] * 5])
    maker = factories.staff(name="Maaike Bakker")
    run = reports.start_report_run(round_=round_, by=maker, now=NOON)
    reports.run_jobs(job_ids=[run.jobs.get().pk], now=NOON)
    survey = round_.surveys.get()
    url = reverse("impacttool:report", args=[round_.year, survey.deal.slug])
    for person, reads in ((factories.dealmaker(survey.deal), False), (factories.staff(), True)):
        client.force_login(person)
        page = client.get(url).content.decode()
        assert "Versie 1, gemaakt op 1 juni 2026" in page
        assert ("Maaike Bakker" in page) is reads


def test_the_public_report_of_a_deal_that_is_not_public_any_more_is_not_public(client):
    round_ = closed_round([[(4, 4, 4)] * 5])
    issue_all(round_)
    survey = round_.surveys.get()
    round_.surveys.update(is_published=True)
    url = reverse("impacttool:report", args=[round_.year, survey.deal.slug])
    assert client.get(url).status_code == 200
    survey.deal.is_published = False
    survey.deal.save()
    assert client.get(url).status_code == 404


def test_the_breakdown_is_for_the_deal_team_and_staff_only(client):
    round_ = factories.round_()
    survey = factories.survey(round=round_)
    for kind in ["gemeente"] * 6 + ["ministerie"] * 5:
        factories.invitation(survey=survey, partner_type=kind)
        factories.response(survey, (4, 4, 4), partner_type=kind)
    close_round(round_=round_, by=None, now=NOON)
    issue_all(round_)
    url = reverse("impacttool:report", args=[round_.year, survey.deal.slug])
    client.force_login(factories.dealmaker(survey.deal))
    assert "Wie vulden in?" in client.get(url).content.decode()
    client.force_login(factories.partner_contact(survey.deal))
    assert "Wie vulden in?" not in client.get(url).content.decode()


def test_the_page_never_holds_a_figure_under_the_threshold(client):
    round_ = closed_round([[(2, 2, 2)] * 4])
    issue_all(round_)
    report = Report.objects.get()
    assert report.figures["respondents"] is None
    assert {row["mean"] for row in report.figures["indicators"]} == {None}
    client.force_login(factories.staff())
    page = client.get(
        reverse("impacttool:report", args=[round_.year, report.survey.deal.slug])
    ).content.decode()
    assert "minder dan 5" in page and "2,0" not in page


def test_rounding_is_half_up():
    round_ = closed_round([[(2, 2, 2)] * 15 + [(3, 3, 3)] * 5])
    issue_all(round_)
    assert Decimal(Report.objects.get().figures["indicators"][0]["mean"]) == Decimal("2.3")  # 2,25

"""Every learning report of a round in one zip, as far as each is."""

import io
import zipfile

import pytest
from django.urls import reverse

from foundation import job_kinds
from foundation.actions import jobs
from foundation.models import AuditEvent, Job
from reports.actions import learning_report_bundle
from reports.actions import learning_reports as actions
from reports.events import ReportEvent
from reports.models import Finding
from reports.queries import learning_reports as queries
from tests import factories
from tests.factories import NOON
from tests.reports.pdf_text import all_text, squeezed
from tests.reports.test_web_reports import closed_round, issue_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    made = closed_round([[(4, 4, 4)] * 6, [(2, 3, 4)] * 7, [(5, 5, 5)] * 5, [(3, 3, 3)] * 5], year=2024)
    issue_all(made)
    return made


def order(client, round_):
    client.force_login(factories.staff())
    client.post(reverse("reports:order_learning_reports", args=[round_.year]))
    whole = Job.objects.get(whole=None, is_shared=False)
    for job_ids in jobs.sweep(now=NOON):
        jobs.run(job_ids=job_ids, now=NOON)
    whole.refresh_from_db()
    return whole


def test_all_deals_with_three_files_each_in_parts_of_two(client, round_):
    first, final = round_.surveys.order_by("deal__name")[:2]
    indicator = round_.instrument.indicators.first()
    Finding.objects.create(survey=first, indicator=indicator, text="Nu nog te veranderen.")
    Finding.objects.create(survey=final, indicator=indicator, text="Vastgelegd.")
    maker, staff = factories.dealmaker(final.deal), factories.staff()
    for act, by in ((actions.agree, maker), (actions.finalise, staff)):
        act(survey=final, seal=queries.newest_report(final).seal, by=by, now=NOON)
    whole = order(client, round_)
    assert (whole.state, whole.parts.count(), whole.file_name) == ("klaar", 3, "leerrapporten-2024.zip")
    with zipfile.ZipFile(io.BytesIO(jobs.content_of(whole))) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert "deel het alleen met wie het mag lezen" in found.pop("LEESMIJ.txt").decode()
    assert len(found) == 12
    draft = found[f"{first.deal.slug}/leerrapport-2024-concept-1.pdf"]
    assert squeezed("Nu nog te veranderen.") in all_text(draft)
    stored = final.learning_reports.get().files
    for format_ in ("pdf", "pptx", "xlsx"):
        name = f"{final.deal.slug}/leerrapport-2024-definitief-1.{format_}"
        assert found[name] == bytes(stored.get(format=format_).content)


def test_without_reports_the_owner_is_told_why(client):
    whole = order(client, closed_round([[(4, 4, 4)] * 6]))
    assert whole.state == "mislukt" and "Er zijn nog geen rapporten van deze ronde." in whole.reason


def test_of_an_open_round_nothing_is_made(round_):
    keys = learning_report_bundle.cut("2024")
    round_.state = "open"
    round_.save()
    assert learning_report_bundle.cut("2024") == []
    assert learning_report_bundle.make(keys[0], lambda done, total: None) == job_kinds.NOTHING


def test_the_file_of_all_deals_asks_a_recent_login_and_the_log_says_who_fetched_it(client, round_):
    whole = order(client, round_)
    address = reverse("reports:document_job_file", args=[whole.pk])
    back = whole.get_absolute_url()  # a page with the button: a file would leave the reader at the password
    assert client.get(address).url == reverse("account_reauthenticate", query={"next": back})
    assert not AuditEvent.objects.filter(event=ReportEvent.FILE_FETCHED).exists()
    factories.log_in(client, whole.owner, stays_recent=3600)
    assert client.get(address).status_code == 200
    line = AuditEvent.objects.get(event=ReportEvent.FILE_FETCHED)
    assert (line.subject_label, line.actor) == (whole.title, whole.owner)

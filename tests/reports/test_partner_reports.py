"""The yearly report of a partner as its readers meet it: page, PDF, and all of a year at once."""

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from deals.models import ContactDeal
from foundation.actions import jobs
from foundation.models import AuditEvent, Job
from reports.actions import partner_reports as actions
from reports.queries.partner_year import partner_year
from tests import factories
from tests.audit_log import verb
from tests.factories import NOON
from tests.reports.pdf_text import all_text, squeezed
from tests.reports.test_partner_year import fill, issued

pytestmark = pytest.mark.django_db
YEAR = 2025
State = Job.State


def page(client, organisation, person, year=YEAR, name="partner_report", status=200):
    client.force_login(person)
    answer = client.get(reverse(f"programme_reports:{name}", args=[year, organisation.pk]))
    assert answer.status_code == status
    return answer


@pytest.fixture
def deal():
    return factories.deal(name="Energieke Wijken", slug="energieke-wijken")


@pytest.fixture
def contact(deal):
    return factories.partner_contact(deal)


@pytest.fixture
def own(contact):
    return contact.contacts.get().organisation


def test_a_contact_reads_the_own_report_and_nobody_elses(client, deal, contact, own):
    other = factories.participation(deal=deal).organisation
    for name in ("partner_report", "partner_report_file"):
        page(client, own, contact, name=name)
        page(client, own, factories.staff(), name=name)
        page(client, other, contact, name=name, status=403)
        page(client, own, factories.dealmaker(deal), name=name, status=403)


def test_who_is_no_contact_any_more_reads_it_no_more(client, contact, own):
    contact.contacts.update(until_on="2020-01-01")
    page(client, own, contact, status=403)


def test_the_page_and_the_pdf_say_what_is_stored(client, deal, contact, own):
    mine = deal.participations.get()
    factories.commitment(
        participation=mine, kind="geld", amount_eur_per_year=15000, description=""
    ).confirmations.create(year=YEAR, state="minder", note="Het liep anders <b>")
    body = deal.bodies.create(name="Kopgroep", kind="stuurgroep")
    body.members.create(organisation=own, function="wethouder")
    body.members.create(
        organisation=factories.organisation(name="CROW"), function="adviseur", person="Petra Persoon"
    )
    factories.milestone(deal=deal, name="Handreiking", kind="product", done_on="2025-03-01")
    mine.conversations.create(held_on="2025-04-01", with_whom="Directeur Zwijgzaam", what="Tempo ligt laag.")
    issued(deal)
    html = page(client, own, contact).content.decode()
    text = all_text(page(client, own, contact, name="partner_report_file").content)
    for said in (
        "€\xa015.000",
        "minder dan afgesproken",
        "Kopgroep (stuurgroep)",
        "CROW: adviseur",
        "Handreiking",
        "24 van 31 genodigden vulden in (77%)",
    ):
        assert said in html
        assert squeezed(said) in text
    assert "Het liep anders &lt;b&gt;" in html
    assert squeezed("Het liep anders <b>") in text
    for secret in ("Petra Persoon", "Directeur Zwijgzaam", "Tempo ligt laag"):
        assert secret not in html
        assert squeezed(secret) not in text
    assert html.count("<svg") >= 1 and "3,8" in html


def test_what_is_not_published_is_not_drawn(client, deal, contact, own):
    issued(deal, is_published=False)
    html = page(client, own, contact).content.decode()
    assert "3,8" not in html
    assert "Energieke Wijken" in html


def test_a_year_without_deals_and_a_year_that_is_none(client, contact, own):
    factories.Participation.objects.all().update(joined_on="2026-01-01")
    html = page(client, own, contact).content.decode()
    assert "geen openbare deal" in html
    for year in (1999, timezone.localdate().year + 1):
        page(client, own, contact, year=year, status=404)


def test_the_file_is_named_after_the_organisation_and_stays_out_of_caches(client, contact, own):
    own.name = 'Gemeente "X"\r\n; rm'
    own.save()
    answer = page(client, own, contact, name="partner_report_file")
    assert (
        answer["Content-Disposition"] == f'attachment; filename="jaarrapport-2025-gemeente-x-rm-{own.pk}.pdf"'
    )
    assert answer["Cache-Control"] == "private, no-store"


def order(by=None):
    return actions.order_reports(year=YEAR, by=by or factories.staff(), now=NOON)


def test_all_reports_of_a_year_in_one_file(client):
    fill(4)
    client.force_login(boss := factories.staff())
    client.post(reverse("programme_reports:partner_reports_order", args=[YEAR]))
    job = Job.objects.get(owner=boss)
    assert verb(AuditEvent.objects.get()) == "liet de jaarrapporten van alle partners maken"
    jobs.run(job_ids=[job.pk], now=NOON)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.file_name) == (State.DONE, 12, 12, "jaarrapporten-2025.zip")
    with zipfile.ZipFile(io.BytesIO(bytes(job.content))) as archive:
        pdfs = [name for name in archive.namelist() if name.endswith(".pdf")]
        assert len(pdfs) == 12
        one = factories.Participation.objects.first().organisation
        facts = partner_year(one, YEAR, day=timezone.localdate())
        assert archive.read(actions.file_name(facts)) == actions.web_report_pdf(facts)
        assert "12 organisaties" in archive.read("LEESMIJ.txt").decode()


def test_a_job_is_stopped_between_two_reports(monkeypatch):
    fill(4)
    job, made = order(), []
    monkeypatch.setattr(
        actions, "web_report_pdf", lambda facts: made.append(jobs.stop(job=job, now=NOON)) or b"x"
    )
    jobs.run(job_ids=[job.pk], now=NOON)
    job.refresh_from_db()
    assert (job.state, job.content, len(made)) == (State.CANCELLED, None, actions.STEP)


def test_a_year_with_nothing_fails_with_a_sentence():
    job = order()
    jobs.run(job_ids=[job.pk], now=NOON)
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "niets te maken" in job.reason


def test_only_agenda_stad_orders_all_of_them():
    with pytest.raises(PermissionDenied):
        order(factories.administrator())


def test_the_list_costs_the_same_for_many(client, django_assert_max_num_queries):
    fill(1)
    client.force_login(factories.staff())
    url = reverse("programme_reports:partner_reports", args=[YEAR])
    assert client.get(url).content.decode().count("jaarrapporten/2025/") == 4
    fill(9)
    with django_assert_max_num_queries(21):
        html = client.get(url).content.decode()
    assert html.count("jaarrapporten/2025/") == 31


def test_it_is_linked_where_people_look(client, deal, contact, own):
    year = timezone.localdate().year - 1
    report = reverse("programme_reports:partner_report", args=[year, own.pk])
    client.force_login(contact)
    for url in (own.get_absolute_url(), deal.get_absolute_url()):
        assert report in client.get(url).content.decode()
    client.force_login(factories.user())
    for url in (own.get_absolute_url(), deal.get_absolute_url()):
        assert report not in client.get(url).content.decode()
    client.force_login(factories.staff())
    assert (
        reverse("programme_reports:partner_reports", args=[year])
        in client.get(reverse("programme:overview")).content.decode()
    )
    client.force_login(factories.administrator())
    assert "jaarrapporten" not in client.get(reverse("programme:overview")).content.decode()


@pytest.mark.parametrize(("named", "status"), [((0,), 403), ((0, 1), 200), ((), 200)])
def test_a_contact_of_some_deals_reads_no_report_over_all_of_them(client, deal, contact, own, named, status):
    deals = [deal, factories.participation(organisation=own).deal]
    for place in named:
        ContactDeal.objects.create(contact=contact.contacts.get(), deal=deals[place])
    page(client, own, contact, status=status)
    page(client, own, contact, name="partner_report_file", status=status)


def test_a_deal_that_is_not_in_the_report_is_not_missed(client, deal, contact, own):
    hidden = factories.deal(is_published=False)
    factories.participation(organisation=own, deal=hidden)
    factories.participation(organisation=own, stage="afgezien")
    ContactDeal.objects.create(contact=contact.contacts.get(), deal=deal)
    page(client, own, contact)

"""What is held on an address is removed; answers stay and belong to nobody."""

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from dealportaal import forgetting
from foundation.actions import jobs
from foundation.models import AuditEvent, Job, OutgoingMail
from impacttool.models import Invitation, Response
from partners.models import Contact
from tests.dealportaal.held import EMAIL, shown
from tests.impacttool.respondents import NOW, Respondent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def test_after_removing_nothing_is_held_and_what_was_sent_counts(survey, jan, client):
    respondent = Respondent(Invitation.objects.get())
    respondent.send(5, 4, 3)
    client.force_login(jan)
    out = StringIO()
    call_command("remove_person", EMAIL, "--ja", stdout=out)
    found = shown()
    assert (found["rows"], found["linked"]) == ([], [])
    assert "Nog genoemd in een tekst: foundation.AuditEvent:" in out.getvalue()
    assert not AuditEvent.objects.filter(actor_label__icontains="jan").exists()
    assert not Contact.objects.filter(name__icontains="jan").exists()
    assert not OutgoingMail.objects.filter(to__iexact=EMAIL).exists()
    assert Response.objects.filter(is_sent=True).count() == 1
    assert Client().get(f"/u/{respondent.token}/").status_code == 404
    assert client.get("/deals/mijn/").status_code == 302


def test_files_on_order_go_along_and_what_was_made_for_everybody_stays(survey, jan):
    jan.is_programme_staff = True
    jan.save()
    for kind in ("bundel", "rapporten"):
        jobs.order(kind=kind, key="2024", title="Proef", by=jan, now=NOW)
    call_command("remove_person", EMAIL, "--ja", stdout=StringIO())
    assert set(Job.objects.values_list("kind", flat=True)) == {"rapporten"}


def test_no_real_mailbox_gets_what_is_left():
    assert forgetting.nobody("account", 3) == "account-3@verwijderd.invalid"

"""One command gives all that is held on an address, and neither an answer nor a secret."""

import json

import pytest
import time_machine

from dealportaal import personal_data
from impacttool.models import Invitation
from partners.models import ApiToken
from tests.dealportaal.held import shown
from tests.impacttool.respondents import NOW, Respondent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def test_everything_is_shown_and_no_answer_or_secret(survey, jan):
    respondent = Respondent(Invitation.objects.get())
    respondent.send(5, 4, 3)
    found = shown()
    tables = {one["row"].split(":")[0] for one in found["rows"]}
    assert tables == {
        "partners.User",
        "partners.Contact",
        "impacttool.Invitation",
        "impacttool.InvitationRequest",
        "foundation.OutgoingMail",
    }
    assert {"partners.ApiToken", "foundation.AuditEvent"} <= {
        one["row"].split(":")[0] for one in found["linked"]
    }
    text = json.dumps(found)
    assert Invitation.objects.get().nonce not in text
    assert jan.password not in text
    assert ApiToken.objects.get().digest not in text
    assert "Response" not in text and "Answer" not in text


def test_every_table_with_an_address_is_searched():
    """A table that is made tomorrow is searched as well: none is listed by hand."""
    labels = {model._meta.label for model in personal_data.searched() if personal_data.addresses_of(model)}
    assert labels >= {"partners.User", "reports.PartnerReportMail", "account.EmailAddress"}
    assert not personal_data.ANSWERS & labels

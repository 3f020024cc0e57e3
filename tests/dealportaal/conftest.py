"""A person the portal knows in every way."""

import pytest

from deals.events import DealEvent
from foundation.actions.audit_log import record_event
from foundation.events import Changes, FieldChange
from impacttool.actions.invitations import Person, invite
from impacttool.models import InvitationRequest
from partners.actions import create_api_token
from tests import factories
from tests.dealportaal.held import EMAIL
from tests.impacttool.respondents import NOW, open_survey


@pytest.fixture
def survey():
    return open_survey()


@pytest.fixture
def jan(survey):
    """Has an account and a role, is a contact, was asked for elsewhere, answered, and is named in a text."""
    user = factories.user(email=EMAIL, name="Jan Jansen")
    organisation = factories.participation(deal=survey.deal).organisation
    contact = factories.contact(organisation=organisation, email=EMAIL, name="Jan Jansen", user=user)
    invite(survey=survey, people=[Person(EMAIL, "Jan Jansen", contact=contact)], by=None, now=NOW)

    InvitationRequest.objects.create(survey=survey, email=EMAIL, name="Jan", asked_by=factories.staff())
    create_api_token(user=user, by=user, name="dashboard")
    data = Changes((FieldChange("note", "notitie", "", f"mail {EMAIL}"),))
    record_event(DealEvent.CHANGED, by=user, subject=survey.deal.audit_subject, data=data)
    return user

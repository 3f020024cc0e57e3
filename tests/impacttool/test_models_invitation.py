"""A personal link per address, and a mail per occasion."""

import pytest
from django.db import IntegrityError

from impacttool.models import Invitation, Message
from impacttool.models.invitation import new_nonce
from tests import factories
from tests.impacttool.mails import post

pytestmark = pytest.mark.django_db


def test_the_nonce_is_256_bits_and_never_the_same():
    assert len(bytes.fromhex(new_nonce())) == 32
    assert new_nonce() != new_nonce()


def test_an_address_has_one_working_link_in_a_survey():
    first = factories.invitation(email="een@voorbeeld.invalid")
    with pytest.raises(IntegrityError):
        factories.invitation(survey=first.survey, email=first.email)


def test_after_withdrawing_the_address_can_be_invited_again():
    first = factories.invitation(revoked_at=factories.NOON)
    assert factories.invitation(survey=first.survey, email=first.email).pk != first.pk


def test_the_same_occasion_never_gives_a_second_mail():
    invitation = factories.invitation()
    post(invitation, Message.Kind.REMINDER, occasion="3 dagen")
    with pytest.raises(IntegrityError):
        post(invitation, Message.Kind.REMINDER, occasion="3 dagen")


def test_nothing_in_an_invitation_says_whether_it_was_answered():
    names = {field.name for model in (Invitation, Message) for field in model._meta.get_fields()}
    assert not names & {"response", "responses", "answers", "answered_at", "opened_at", "last_seen_at"}

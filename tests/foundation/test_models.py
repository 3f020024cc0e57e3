"""What the outbox stores."""

import pytest
from django.db import IntegrityError, transaction

from foundation.models import MailServer, OutgoingMail
from tests.foundation.outbox_kinds import NOW


@pytest.mark.django_db
def test_a_key_is_used_once():
    OutgoingMail.objects.create(kind="a", to="a@b.nl", key="x", posted_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.create(kind="b", to="a@b.nl", key="x", posted_at=NOW)


def test_a_mail_keeps_its_message_id(settings):
    settings.MAIL_DOMAIN = "deals.invalid"
    row = OutgoingMail(kind="a")
    assert row.message_id == row.message_id == f"<{row.public_id.hex}@deals.invalid>"


def test_a_row_is_named_without_an_address():
    assert str(OutgoingMail(kind="herinnering", to="a@b.nl")) == "herinnering: wacht op verzending"
    assert str(MailServer(reason="weg")) == "weg"

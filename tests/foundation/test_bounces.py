"""Where mail comes back to, and which mail it is about."""

import uuid

import pytest

from foundation import bounces
from tests.foundation.bounced import out_of_office, report

ID = uuid.UUID(int=0xABC)
HERE = {"bounce_address": "retour@deals.invalid", "mail_domain": "deals.invalid"}
BACK_TO = f"retour+{ID.hex}@deals.invalid"
MESSAGE_ID = f"<{ID.hex}@deals.invalid>"


def test_the_id_of_the_mail_stands_in_the_return_address():
    sender = "Portaal <p@deals.invalid>"
    assert bounces.return_address(ID, bounce_address="retour@deals.invalid", sender=sender) == BACK_TO
    assert bounces.return_address(ID, bounce_address="", sender=sender) == "p@deals.invalid"


@pytest.mark.parametrize("known_by", [{"to": BACK_TO}, {"to": BACK_TO.upper()}, {"message_id": MESSAGE_ID}])
def test_a_bounce_is_known_by_its_address_or_by_the_mail_it_quotes(known_by):
    assert bounces.bounced_mail(report(**known_by), **HERE) == ID


def test_without_an_address_for_bounces_the_quoted_mail_tells():
    found = bounces.bounced_mail(
        report(message_id=MESSAGE_ID), bounce_address="", mail_domain="deals.invalid"
    )
    assert found == ID


@pytest.mark.parametrize(
    "raw",
    [
        report(to=BACK_TO, message_id=MESSAGE_ID, failed=False),
        out_of_office(to=BACK_TO, message_id=MESSAGE_ID),
        report(message_id=MESSAGE_ID.replace("deals", "ander")),
        report(),
        b"",
        bytes(range(256)) * 10,
    ],
    ids=["delayed", "out of office", "of another portal", "of nothing", "empty", "noise"],
)
def test_anything_else_is_no_bounce(raw):
    assert bounces.bounced_mail(raw, **HERE) is None

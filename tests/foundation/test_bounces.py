"""Where a bounce comes back to."""

import uuid

from foundation import bounces

ID = uuid.UUID(int=7)


def test_the_id_of_the_mail_stands_in_the_return_address():
    found = bounces.return_address(
        ID, bounce_address="retour@deals.invalid", sender="Portaal <p@deals.invalid>"
    )
    assert found == f"retour+{ID.hex}@deals.invalid"


def test_without_an_address_for_bounces_they_come_back_to_the_sender():
    assert (
        bounces.return_address(ID, bounce_address="", sender="Portaal <p@deals.invalid>") == "p@deals.invalid"
    )

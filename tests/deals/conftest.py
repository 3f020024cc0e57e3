"""What most tests of pages need: a deal, and somebody of its team who is logged in."""

import pytest

from tests import factories


@pytest.fixture
def deal(db):
    return factories.deal()


@pytest.fixture
def team(client, deal):
    person = factories.dealmaker(deal, name="Dea Maker")
    client.force_login(person)
    return person

"""Removing cannot be undone, so it is asked for twice."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from partners.models import User
from tests import factories
from tests.dealportaal.held import EMAIL

pytestmark = pytest.mark.django_db


def test_removing_asks_first():
    factories.user(email=EMAIL)
    with pytest.raises(CommandError, match="--ja"):
        call_command("remove_person", EMAIL)
    assert User.objects.filter(email=EMAIL).exists()


def test_the_last_administrator_stays():
    factories.administrator(email=EMAIL)
    with pytest.raises(CommandError, match="enige beheerder"):
        call_command("remove_person", EMAIL, "--ja")
    assert User.objects.filter(email=EMAIL).exists()
    factories.administrator()
    call_command("remove_person", EMAIL, "--ja", stdout=StringIO())
    assert not User.objects.filter(email=EMAIL).exists()

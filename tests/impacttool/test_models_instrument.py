"""The questionnaire as data: versions, and each number once."""

import pytest
from django.db import IntegrityError

from impacttool.models import Indicator, Instrument, Statement
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_newest_is_the_highest_version_whenever_it_was_made():
    newest = factories.instrument(version=12)
    factories.instrument(version=9)
    assert Instrument.objects.newest() == newest


def test_a_version_is_frozen_from_the_moment_a_round_opened():
    instrument = factories.instrument()
    assert not instrument.is_frozen
    instrument.frozen_at = factories.NOON
    assert instrument.is_frozen


def test_a_version_exists_once():
    factories.instrument(version=3)
    with pytest.raises(IntegrityError):
        factories.instrument(version=3)


def test_a_number_is_one_indicator_and_a_code_one_statement():
    indicator = factories.instrument().indicators.first()
    with pytest.raises(IntegrityError):
        Statement.objects.create(indicator=indicator, code="1.1", text="Nog een")


def test_an_indicator_number_is_used_once_in_a_version():
    instrument = factories.instrument()
    with pytest.raises(IntegrityError):
        Indicator.objects.create(instrument=instrument, number=1, name="Nog een")

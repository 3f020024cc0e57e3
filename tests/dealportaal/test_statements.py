"""What stands on the pages about privacy, accessibility, cookies and contact, and where it comes from."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from dealportaal import env
from dealportaal.statements import FRESH_FOR, Term, read_measurement, read_terms


def test_terms_are_read_from_a_setting():
    assert read_terms("Accounts: één jaar; Logboek: tot 18:00 uur ;") == (
        Term("Accounts", "één jaar"),
        Term("Logboek", "tot 18:00 uur"),
    )


def test_a_term_without_a_colon_is_refused_with_an_example(monkeypatch):
    monkeypatch.setenv("PRIVACY_TERMS", "Accounts een jaar")
    with pytest.raises(ImproperlyConfigured, match="Accounts een jaar"):
        env.terms("PRIVACY_TERMS", "")


def test_the_stored_measurement_is_of_pages_that_were_looked_at():
    measured = read_measurement()
    assert measured.pages > 100
    assert measured.looks >= measured.pages
    assert {390, 1280} <= set(measured.widths)
    assert "wcag22aa" in measured.rules
    assert measured.violations == ()


def test_without_a_measurement_there_is_none(tmp_path):
    assert read_measurement(tmp_path / "none.json") is None


def test_a_measurement_ages():
    measured = read_measurement()
    last = measured.measured_on + FRESH_FOR
    assert measured.is_fresh(day=last)
    assert not measured.is_fresh(day=last + timedelta(days=1))
    assert measured.measured_on >= date(2026, 11, 28)

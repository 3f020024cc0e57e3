"""Moments that are typed in: what the field says of them."""

import pytest

from impacttool.models import Round
from tests import factories
from tests.factories import NOON
from tests.impacttool.test_views_rounds import form_data, page, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)


def test_a_closing_on_a_day_off_is_said_and_not_refused(client):
    """At the field, after saving, before opening, and when the closing is put off."""
    client.force_login(factories.staff())
    factories.instrument()
    factories.deal()
    said = "vrijdag 25 december 2026 is geen werkdag"
    assert said in page_of(client.get(url("round_add"), {"closes_at": "2026-12-25T17:00"}))
    for fine in ("2026-12-24T17:00", "onzin", ""):
        assert "geen werkdag" not in page_of(client.get(url("round_add"), {"closes_at": fine}))
    made = client.post(url("round_add"), form_data(closes_at="2026-12-25T17:00"), follow=True)
    assert said in page_of(made) and Round.objects.exists()
    assert said in page(client, "round_edit", 2026)
    assert said in page(client, "round_open", 2026)
    client.post(url("round_open", 2026))
    assert said in page(client, "round_postpone", 2026)
    put_off = client.post(url("round_postpone", 2026), {"closes_at": "2026-12-26T17:00"}, follow=True)
    assert "zaterdag 26 december 2026 is geen werkdag" in page_of(put_off)
    assert Round.objects.get().closes_at.day == 26


def page_of(response):
    assert response.status_code == 200
    return response.content.decode()

"""`seed_demo` for people and for programs."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from deals.models import Deal
from impacttool.models import Instrument, Round
from partners.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def run(**options):
    out, err = io.StringIO(), io.StringIO()
    call_command("seed_demo", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def one_deal():
    factories.instrument()
    deal = factories.deal(slug="tijdloze-grachten")
    factories.participation(deal=deal, organisation=factories.organisation(name="Gemeente Tilburg"))


@pytest.mark.parametrize("change", [{"DEMO": False}, {"PRODUCTION": True}])
def test_it_refuses_in_production(settings, one_deal, change):
    for name, value in change.items():
        setattr(settings, name, value)
    with pytest.raises(CommandError, match="nooit in productie"):
        run()
    assert not User.objects.exists()
    assert not Round.objects.exists()


def test_json_is_one_object_and_the_same_later(one_deal):
    out, err = run(json=True)
    found = json.loads(out)
    assert set(found) == {"users", "tokens", "invitations", "deals"}
    assert set(found["tokens"]) == {user["role"] for user in found["users"]}
    assert found["deals"] == ["tijdloze-grachten"]
    assert len(found["invitations"]) == 8
    assert found["invitations"][0].items() >= {"round": 2026, "deal": "tijdloze-grachten"}.items()
    assert found["invitations"][0]["url"].startswith("http://localhost:8000/u/")
    assert "Rapporten van ronde 2025" in err
    assert run(json=True) == (out, "")


def test_people_get_a_table_of_logins(one_deal):
    out, _err = run()
    assert "dealmaker@demo.invalid" in out
    assert "Dealmaker-in-de-demo-2026" in out
    assert "/u/" in out


def test_it_loads_the_real_data_when_there_is_none(monkeypatch):
    monkeypatch.setattr("programme.management.commands.seed_demo.seed", lambda **_given: None)
    out, _err = run(json=True)
    assert Instrument.objects.exists()
    assert len(json.loads(out)["deals"]) == Deal.objects.count() > 30

from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.utils import timezone

import impacttool
from impacttool.actions.instruments import InstrumentFrozen, load_instrument
from impacttool.models import Element, Indicator, Instrument, Statement

pytestmark = pytest.mark.django_db
FILE = Path(impacttool.__file__).parent / "data" / "questionnaire.yaml"


@pytest.fixture
def content():
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_the_questionnaire_is_complete_and_verbatim(content, capsys):
    call_command("load_questionnaire")
    instrument = Instrument.objects.get(version=1)
    assert instrument.instruction == content["instructie"]
    assert (Indicator.objects.count(), Statement.objects.count(), Element.objects.count()) == (8, 14, 27)
    wanted = [(one["code"], one["tekst"]) for row in content["indicatoren"] for one in row["stellingen"]]
    assert list(Statement.objects.values_list("code", "text")) == wanted
    aliases = Indicator.objects.exclude(alias="").values_list("name", "alias")
    assert dict(aliases) == {
        "Borging van partners": "Borging van samenwerking",
        "Meetbaarheid van resultaat": "Meetbaarheid",
    }


def test_again_changes_nothing(capsys):
    call_command("load_questionnaire")
    before = list(Statement.objects.values())
    call_command("load_questionnaire")
    assert list(Statement.objects.values()) == before
    assert "was er al" in capsys.readouterr().out


def test_a_version_not_used_yet_can_be_mended(content, capsys):
    call_command("load_questionnaire")
    content["indicatoren"][0]["stellingen"][0]["tekst"] = "Anders"
    assert load_instrument(version=1, name="Self-assessment midterm review", source="", content=content)
    assert Statement.objects.get(code="1.1").text == "Anders"
    assert Statement.objects.count() == 14


def test_a_frozen_version_is_never_changed(content, capsys):
    call_command("load_questionnaire")
    Instrument.objects.update(frozen_at=timezone.now())
    call_command("load_questionnaire")
    content["indicatoren"][0]["naam"] = "Anders"
    with pytest.raises(InstrumentFrozen):
        load_instrument(version=1, name="Self-assessment midterm review", source="", content=content)
    Indicator.objects.filter(number=1).update(name="Anders")
    with pytest.raises(CommandError, match="bevroren"):
        call_command("load_questionnaire")

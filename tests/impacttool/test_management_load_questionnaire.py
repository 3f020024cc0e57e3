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
    statements = Statement.objects.filter(indicator__instrument=instrument)
    elements = Element.objects.filter(indicator__instrument=instrument)
    assert (instrument.indicators.count(), statements.count(), elements.count()) == (8, 14, 27)
    wanted = [(one["code"], one["tekst"]) for row in content["indicatoren"] for one in row["stellingen"]]
    assert list(statements.values_list("code", "text")) == wanted
    aliases = instrument.indicators.exclude(alias="").values_list("name", "alias")
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
    whole = Statement.objects.filter(indicator__instrument__version=1)
    assert whole.get(code="1.1").text == "Anders" and whole.count() == 14
    short = Statement.objects.filter(indicator__instrument__short_of__version=1)
    assert set(short.values_list("previous", flat=True)) <= set(whole.values_list("pk", flat=True))
    assert short.count() == 6


def test_the_short_one_asks_the_same_sentences_and_says_who_chose_them(content, capsys):
    call_command("load_questionnaire")
    short = Instrument.objects.short().get()
    assert Instrument.objects.newest().version == 1 and short.short_of.version == 1
    texts = {one["code"]: one["tekst"] for row in content["indicatoren"] for one in row["stellingen"]}
    asked = dict(Statement.objects.filter(indicator__instrument=short).values_list("code", "text"))
    assert asked == {code: texts[code] for code in ("3.1", "5.2", "5.3", "6.1", "7.1", "8.3")}
    assert list(short.indicators.values_list("number", flat=True)) == [3, 5, 6, 7, 8]
    assert "is een keuze van het portaal" in short.source


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

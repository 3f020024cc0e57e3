"""The page with the data model: which line each field gives, and that an outdated page fails the check."""

from django.apps import apps

from deploy import diagram


def test_each_kind_of_relation_has_its_own_line():
    drawn = diagram.drawing(apps.get_app_config("deals"))
    assert "    Participation }o--|| Deal : deal" in drawn
    assert "    Participation }o--|| partners_Organisation : organisation" in drawn
    assert "    Deal }o--" not in drawn.split("    DealDate")[0]


def test_what_a_model_is_comes_from_the_first_sentence_of_its_docstring():
    assert "| Answer | A score from 1 to 5 on one statement;" in diagram.glossary(
        apps.get_app_config("impacttool")
    )


def test_a_page_of_other_models_fails_the_check(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(diagram, "PAGE", tmp_path / "data-model.md")
    assert diagram.main(check=False) == 0
    assert diagram.main(check=True) == 0
    (tmp_path / "data-model.md").write_text("old")
    assert diagram.main(check=True) == 1
    assert "make diagram" in capsys.readouterr().out


def test_the_lowest_room_comes_first():
    labels = [config.label for config in diagram.rooms()]
    assert labels[0] == "foundation"
    assert labels.index("deals") < labels.index("impacttool") < labels.index("reports")

"""`make diagram`: draws the data model of each room in docs/data-model.md, as Mermaid diagrams.

With `--check` it writes nothing, and fails when the page is out of date.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealportaal.settings")

import django
from django.apps import apps

PAGE = ROOT / "docs" / "data-model.md"
INTRODUCTION = """# Data model

Drawn from the models by `make diagram`; do not edit it by hand. Each line is a relation that the model on the left holds: `}o--||` a
required foreign key, `}o--o|` an optional one, `|o--||` one to one, `}o--o{` many to many. A model of a lower room has that room
before its name. The descriptions are the first sentences of the docstrings.
"""


def own_models(config):
    """A room's models by name, without the tables of many-to-many relations."""
    return sorted(config.get_models(), key=lambda model: model.__name__)


def name_in(room, model):
    label = model._meta.app_label
    return model.__name__ if label == room else f"{label}_{model.__name__}"


def relations(model):
    """(arrow, other model, field name) for each relation that the model itself holds, except to its
    parents."""
    for field in model._meta.get_fields():
        if not field.is_relation or field.auto_created or field.related_model is None:
            continue
        if field.many_to_many:
            yield "}o--o{", field.related_model, field.name
        else:
            left = "|o" if field.one_to_one else "}o"
            yield left + ("--o|" if field.null else "--||"), field.related_model, field.name


def drawing(config):
    lines = ["```mermaid", "erDiagram"]
    for model in own_models(config):
        lines.append(f"    {model.__name__}")
        lines += [
            f"    {model.__name__} {arrow} {name_in(config.label, other)} : {field}"
            for arrow, other, field in relations(model)
        ]
    return "\n".join([*lines, "```"])


def glossary(config):
    """What each model is: the first sentence of its docstring."""
    lines = ["| Model | |", "|---|---|"]
    for model in own_models(config):
        sentence = " ".join((model.__doc__ or "").split()).split(". ")[0].rstrip(".")
        lines.append(f"| {model.__name__} | {sentence} |")
    return "\n".join(lines)


def rooms():
    """The rooms with models, the lowest first."""
    own = [config for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
    return [config for config in reversed(own) if own_models(config)]


def page():
    parts = [f"## {config.label}\n\n{glossary(config)}\n\n{drawing(config)}\n" for config in rooms()]
    return "\n".join([INTRODUCTION, *parts])


def main(*, check):
    django.setup()
    made = page()
    if not check:
        PAGE.write_text(made)
        return 0
    if PAGE.exists() and PAGE.read_text() == made:
        return 0
    print("docs/data-model.md is out of date: run `make diagram`.")
    return 1


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))

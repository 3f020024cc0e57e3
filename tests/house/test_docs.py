"""The docs name only what exists."""

import re

import pytest
from django.apps import apps

from tests.house import tree

DOCS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/data-model.md")
A_FILE = re.compile(r"`([\w.-]+(?:/[\w.-]+)+\.(?:py|md|html|js|conf|example|typ))`")
A_LINK = re.compile(r"\]\(([^)#:]+)\)")
# The invented record of the worked example.
INVENTED = "risk"
# Written in two parts, so that this file does not hold what it looks for.
OLD_NAMES = re.compile(
    "|".join(
        [
            r"\b(on" + r"ce|mean" + r"while|way_" + r"back|own_" + r"core|stand" + r"out)\.py\b",
            "door" + "bell",
            r"\bwrite_" + r"log\b",
            r"\bLog" + r"Entry\b(?! as AdminLine)",
            r"partners\.(on" + "ce|mean" + "while|way_" + "back)",
        ]
    ),
    re.IGNORECASE,
)
HISTORY = ("CHANGELOG.md",)


@pytest.mark.parametrize("name", DOCS)
def test_every_file_that_the_docs_name_is_there(name):
    linked = [f"{name.rpartition('/')[0]}/{link}".lstrip("/") for link in A_LINK.findall(tree.text(name))]
    named = [path for path in A_FILE.findall(tree.text(name)) if INVENTED not in path]
    missing = [path for path in [*named, *linked] if not (tree.ROOT / path).exists()]
    assert not missing


def test_every_model_in_the_glossary_exists():
    words = tree.text("README.md").partition("\n## Words\n")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([A-Z][A-Za-z]+)`", words))
    assert "Deal" in named
    assert not named - {model.__name__ for model in apps.get_models()}


def test_names_of_modules_that_moved_are_gone():
    found = [
        f"{name}: {match[0]}"
        for name in tree.files("*.py", "*.md", "*.html", "*.toml", "*.js", "*.conf", "*.example")
        if name not in HISTORY
        for match in OLD_NAMES.finditer(tree.text(name))
    ]
    assert not found

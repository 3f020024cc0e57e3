"""The docs name only what exists, and comments are plain English."""

import ast
import io
import re
import tokenize

import pytest
from django.apps import apps

from tests.house import tree

DOCS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/data-model.md")
A_FILE = re.compile(r"`([\w.-]+(?:/[\w.-]+)+\.(?:py|md|html|js|conf|example|typ))`")
A_LINK = re.compile(r"\]\(([^)#:]+)\)")
# The invented record of the worked example.
INVENTED = "risk"
# Written in two parts, so that this file does not match itself.
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
RIDDLES = re.compile(
    "|".join(
        [
            r"(?:\A|[.;:] )Whoe" + "ver ",
            r"\AWho (?!may |takes part |gets what )",
            r"\bis the tru" + "th",
            r"\btwice is on" + "ce",
            r"\brings? the be" + "ll",
        ]
    )
)


def _comments(name):
    """Docstrings and comments of a module, as (line, text)."""
    for node in ast.walk(tree.code(name)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            yield node.body[0].lineno, ast.get_docstring(node)
    for token in tokenize.generate_tokens(io.StringIO(tree.text(name)).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string.lstrip("# ")


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


def test_comments_hold_no_riddles():
    found = [
        f"{name}:{line} {text}"
        for name in tree.python_files()
        for line, text in _comments(name)
        if RIDDLES.search(text)
    ]
    assert not found

"""An amount is never shown as the database writes it: 15000.00."""

import re

from tests.house import tree

SHOWN = re.compile(r"\{\{([^}]*(?:_eur|\beur|amount|money)[^}]*)\}\}")
IN_CODE = re.compile(r"€ ?\{(?![^}]*(?:format|euros))[^}]*(?:amount|eur)[^}]*\}")
FILLED_BY = {"form", "reading", "stat"}  # forms show what they read; cards get words


def _bare(text):
    for found in SHOWN.findall(text):
        first = re.split(r"[.|\s]", found.strip())[0]
        if (
            "|euro" not in found
            and first not in FILLED_BY
            and re.search(r"(?:_eur\w*|\beur|\bmoney)\s*$", found.strip())
        ):
            yield found.strip()


def test_the_guard_sees_a_bare_amount():
    assert list(_bare("{{ one.amount_eur }} {{ one.amount_eur|euro }} {{ form.amount_eur }}")) == [
        "one.amount_eur"
    ]
    assert IN_CODE.search('f"€ {self.amount_eur_per_year} per jaar"')


def test_templates_and_code_write_amounts_for_readers():
    found = {name: list(_bare(tree.text(name))) for name in tree.files("templates/**/*.html")}
    found |= {
        name: IN_CODE.findall(tree.text(name))
        for room in tree.ROOMS
        for name in tree.files(f"{room}/**/*.py")
    }
    assert {name: bare for name, bare in found.items() if bare} == {}

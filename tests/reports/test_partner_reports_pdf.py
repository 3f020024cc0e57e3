"""The yearly report of a partner as a PDF: tagged, archivable, whole, and every word of it that of the report."""

import pytest

from rendering import documents
from reports import partner_words
from reports.actions.partner_reports import drawings
from tests.reports.partner_facts import VARIANTS
from tests.reports.pdf_text import FONTS, all_text, faults, off_the_page, squeezed, tags_of


def make(name):
    facts = VARIANTS[name]
    words = partner_words.contents(facts)
    webs = {"webs": drawings(facts)}
    return documents.tagged_pdf("partner_year.typ", words, webs, dated=facts.on, fonts=FONTS)


@pytest.fixture(scope="module")
def made():
    return {name: make(name) for name in VARIANTS}


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", VARIANTS)
def test_it_is_accessible_and_fit_for_the_archive(made, name, profile):
    assert not faults(made[name], profile)


@pytest.mark.parametrize("name", VARIANTS)
def test_nothing_runs_off_the_page(made, name):
    assert not off_the_page(made[name])


def test_the_facts_on_paper_are_the_stored_ones(made):
    text, words = all_text(made["full"]), partner_words.contents(VARIANTS["full"])
    for fact in words["summary"]["facts"]:
        assert squeezed(fact["label"] + fact["value"]) in text
    for deal in words["agreed"]["deals"]:
        for row in deal["rows"]:
            assert squeezed("".join(row["lines"]) + row["details"] + row["amount"] + row["said"]) in text
    for deal in words["met"]["deals"]:
        for meeting in deal["meetings"]:
            assert squeezed(meeting["what"] + "–" + "–".join(meeting["others"])) in text
    for web in words["webs"]["deals"]:
        for row in web["table"]["rows"]:
            assert squeezed(row["name"] + "".join(cell["text"] for cell in row["cells"])) in text
    products = [*words["made"]["products"], *words["made"]["shelf"]["products"]]
    assert len(products) == 4
    for product in products:
        assert squeezed(product["name"] + product["details"]) in text


def test_every_web_has_its_text_alternative(made):
    counted, alternatives = tags_of(made["full"])
    assert [web["alt"] for web in partner_words.contents(VARIANTS["full"])["webs"]["deals"]] == alternatives
    assert counted["/H1"] == 1


def test_an_empty_year_is_a_clear_sentence(made):
    text, words = all_text(made["empty"]), partner_words.contents(VARIANTS["empty"])
    assert squeezed(words["empty"]) in text
    assert squeezed(words["summary"]["heading"]) not in text


def test_text_of_people_is_text(made):
    assert squeezed('#panic("boe") *vet* <b>x</b> {{ y }} &') in all_text(made["hostile"])


def test_the_same_facts_give_the_same_bytes(made):
    assert make("full") == made["full"]

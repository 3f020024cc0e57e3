"""Whatever shows something of the answers names its row in `impacttool/shown.py` (docs/rules.md 5.15)."""

import re

import pytest
from django.urls import get_resolver

from impacttool import disclosure, highlights, shown
from impacttool.report_figures import publish
from tests.house import tree
from tests.impacttool.test_disclosure import source

# Addresses of the rooms that show answers which show none. A new one goes here, or into shown.OUTPUTS.
WITHOUT_FIGURES = set(
    """
    impacttool:instruments impacttool:instrument_add impacttool:instrument_add_short impacttool:instrument
    impacttool:instrument_edit impacttool:document_jobs impacttool:document_job impacttool:document_job_progress
    impacttool:document_job_stop impacttool:round_add impacttool:round_edit impacttool:round_open
    impacttool:round_postpone impacttool:round_deals impacttool:import_responses impacttool:import_columns impacttool:confirm_import
    impacttool:cancel_import impacttool:import_template impacttool:issue_reports impacttool:stop_reports
    impacttool:run_progress impacttool:order_bundle impacttool:order_deal_reports impacttool:invite_addresses
    impacttool:invite_contacts impacttool:withdraw_invitation impacttool:send_invitation_again impacttool:sessions
    impacttool:session_add impacttool:session impacttool:save_note impacttool:notes impacttool:session_edit
    impacttool:session_delete impacttool:attendee_add impacttool:attendee_delete impacttool:session_put_back
    impacttool:attention_action impacttool:outcome_add impacttool:outcome_edit impacttool:outcome_delete
    impacttool:deal_report_step impacttool:round_mails_again impacttool:mark_undeliverable
    impacttool:decide_request
    programme:partner_reports programme:partner_reports_order programme:partner_reports_mail
    programme:partner_mail_again programme:partner_mail_revoke programme:partner_report_open programme:reports
    programme:report_order programme:report_intros programme:report_final programme:report_edition
    programme:themes programme:theme_add programme:theme_edit programme:texts programme:text_mark
    respondent:open_link respondent:fill_in respondent:save respondent:receipt respondent:withdraw
    respondent:hand_over respondent:commitments
    """.split()
)
ROOMS = ("impacttool:", "programme:", "respondent:", "api_deal")
NO_FIGURES = {"number", "name", "withheld", "baseline_overlap", "previous_overlap"}
NOT_OF_ANSWERS = {
    "method", "round", "baseline_year", "is_fictitious", "deal", "all_deals_label", "thresholds", "indicators",
    "standout", "phase", "previous_year", "years_after",
}  # fmt: skip


def _addresses(resolver=None, prefix=""):
    for each in (resolver or get_resolver()).url_patterns:
        if hasattr(each, "url_patterns"):
            space = f"{prefix}{each.namespace}:" if each.namespace else prefix
            yield from _addresses(each, space)
        elif each.name:
            yield prefix + each.name


NAMES = sorted({name for name in _addresses() if name.startswith(ROOMS)})


@pytest.mark.parametrize("name", NAMES)
def test_an_address_shows_rows_of_the_table_or_nothing_of_the_answers(name):
    assert (name in shown.OUTPUTS) != (name in WITHOUT_FIGURES), (
        "put it into shown.OUTPUTS with what it shows"
    )


def test_the_table_names_addresses_and_rows_that_are_there():
    assert shown.OUTPUTS.keys() | WITHOUT_FIGURES == set(NAMES)
    assert {key for keys in shown.OUTPUTS.values() for key in keys} == shown.BY_KEY.keys()


def test_every_figure_of_a_report_is_of_a_row():
    named = {name for row in shown.ROWS for name in row.figures}
    figures = publish(source())
    assert figures.keys() - named <= NOT_OF_ANSWERS
    code = tree.text("impacttool/report_figures.py")
    stored = set(re.findall(r'^ {8}"(\w+)":', code, flags=re.M)) | set(figures["indicators"][0])
    assert stored - named - NO_FIGURES <= NOT_OF_ANSWERS


def test_every_sentence_of_what_stands_out_is_of_a_row():
    kinds = set(re.findall(r'Sentence\(\s*"(\w+)"', tree.text("impacttool/highlights.py")))
    of_team = {name for row in shown.ROWS if row.widest == shown.Reader.TEAM for name in row.figures}
    for kind in kinds:
        assert any(kind in row.figures for row in shown.ROWS), kind
        is_for_team = re.search(rf'Sentence\(\s*"{kind}",.*?team=True', _function(kind), flags=re.S)
        assert bool(is_for_team) == (kind in of_team), kind


def _function(kind):
    code = tree.text("impacttool/highlights.py")
    return next(part for part in code.split("\ndef ") if re.search(rf'Sentence\(\s*"{kind}"', part))


def test_every_rule_of_the_gate_is_of_a_row_and_every_row_has_one():
    """`publishable_total` is a sum of counts that passed `publishable_count`."""
    rules = {name for name in vars(disclosure) if name.startswith("publishable_")} - {"publishable_total"}
    assert {row.gate for row in shown.ROWS} == rules
    assert highlights.Camps is disclosure.Camps

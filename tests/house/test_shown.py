"""Every output that shows answers names its row in `impacttool/shown.py` (docs/rules.md 5.15)."""

import re
from dataclasses import fields

import pytest
from django.urls import get_resolver

from impacttool import disclosure, shown
from reports.web_report import highlights
from reports.web_report.figures import IndicatorFigures, WebFigures
from tests.house import tree

# Addresses in rooms with answers that show none. A new address goes here, or into shown.OUTPUTS.
WITHOUT_FIGURES = set(
    """
    impacttool:instruments impacttool:instrument_add impacttool:instrument_add_short impacttool:instrument
    impacttool:instrument_edit reports:document_jobs reports:document_job reports:document_job_progress
    reports:document_job_stop impacttool:round_add impacttool:round_edit impacttool:round_open
    impacttool:round_postpone impacttool:round_deals impacttool:import_responses impacttool:import_columns impacttool:confirm_import
    impacttool:cancel_import impacttool:import_template reports:issue_web_reports reports:stop_web_reports
    reports:run_progress reports:order_bundle reports:order_learning_reports impacttool:invite_addresses
    impacttool:invite_contacts impacttool:withdraw_invitation impacttool:send_invitation_again reports:talks
    reports:talk_add reports:talk reports:save_note reports:notes reports:talk_edit
    reports:talk_delete reports:attendee_add reports:attendee_delete reports:talk_put_back
    reports:attention_action reports:outcome_add reports:outcome_edit reports:outcome_delete
    reports:learning_report_step impacttool:round_mails_again impacttool:mark_undeliverable
    impacttool:decide_request
    programme_reports:partner_reports programme_reports:partner_reports_order programme_reports:partner_reports_mail
    programme_reports:partner_mail_again programme_reports:partner_mail_revoke programme_reports:partner_report_open programme_reports:reports
    programme_reports:report_order programme_reports:report_intros programme_reports:report_final programme_reports:report_edition
    programme_reports:themes programme_reports:theme_add programme_reports:theme_edit programme_reports:texts programme_reports:text_mark
    respondent:open_link respondent:fill_in respondent:save respondent:receipt respondent:withdraw
    respondent:hand_over respondent:commitments
    """.split()
)
ROOMS = ("impacttool:", "reports:", "programme:", "programme_reports:", "respondent:", "api_deal")
NO_FIGURES = {"number", "name", "withheld", "baseline_overlap", "previous_overlap"}
NOT_OF_ANSWERS = {
    "method", "round", "baseline_year", "is_fictitious", "deal", "all_deals_label", "thresholds", "indicators",
    "standout", "phase", "previous_year", "years_after", "is_imported", "instrument",
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
    of_report = {each.name for each in fields(WebFigures)}
    of_indicator = {each.name for each in fields(IndicatorFigures)}
    assert of_report - named == NOT_OF_ANSWERS
    assert of_indicator - named == NO_FIGURES


def test_every_sentence_of_what_stands_out_is_of_a_row():
    kinds = set(re.findall(r'Sentence\(\s*"(\w+)"', tree.text("reports/web_report/highlights.py")))
    of_team = {name for row in shown.ROWS if row.widest == shown.Reader.TEAM for name in row.figures}
    for kind in kinds:
        assert any(kind in row.figures for row in shown.ROWS), kind
        is_for_team = re.search(rf'Sentence\(\s*"{kind}",.*?team=True', _function(kind), flags=re.S)
        assert bool(is_for_team) == (kind in of_team), kind


def _function(kind):
    code = tree.text("reports/web_report/highlights.py")
    return next(part for part in code.split("\ndef ") if re.search(rf'Sentence\(\s*"{kind}"', part))


def test_every_rule_of_the_gate_is_of_a_row_and_every_row_has_one():
    """`publishable_total` is a sum of counts that passed `publishable_count`."""
    rules = {name for name in vars(disclosure) if name.startswith("publishable_")} - {"publishable_total"}
    assert {row.gate for row in shown.ROWS} == rules
    assert highlights.Camps is disclosure.Camps

"""Reads about deals that cross models; each says how many queries it costs."""

from deals.queries.agreements import (
    count_listed,
    partner_rows,
    promised_eur,
    to_confirm_by_deal,
    totals_by_year,
)
from deals.queries.calendar import days_of, deals_of_link, link_of
from deals.queries.course import agreed_at, years_of
from deals.queries.entry_criteria import Entry, entry_of, with_missing_criteria
from deals.queries.history import changes_in
from deals.queries.kept_rows import kept_lists, kept_rows
from deals.queries.lasting import contacts_to_mark, lasting_contacts_of
from deals.queries.lists import cards_of, deals_of, deals_to_list
from deals.queries.newcomers import newcomers_of
from deals.queries.page import deal_page, facts_by_subject, phase_bar, signings_of
from deals.queries.planning import agreed_in_meetings, late_action_points, milestones_of
from deals.queries.progress import (
    facts_by_deal,
    facts_of,
    late_milestones,
    missing_for_step,
    missing_of,
    moved_milestones,
    next_milestones,
    next_phase,
    steps_for,
    steps_for_phase,
)
from deals.queries.reasons import reasons_by_kind
from deals.queries.relations import relations_of
from deals.queries.reviews import review_figures, review_shown
from deals.queries.scheme import due_by_scheme
from deals.queries.search import contacts_named, deals_about, deals_meant, search
from deals.queries.sheets import choices_of, lists_of, records_of, sheet_rows, value_of
from deals.queries.steps import last_step, may_take_back, still_open
from deals.queries.wanted import WantedKind, wanted_by_type

__all__ = [
    "Entry",
    "WantedKind",
    "agreed_at",
    "agreed_in_meetings",
    "cards_of",
    "changes_in",
    "choices_of",
    "contacts_named",
    "contacts_to_mark",
    "count_listed",
    "days_of",
    "deal_page",
    "deals_about",
    "deals_meant",
    "deals_of",
    "deals_of_link",
    "deals_to_list",
    "due_by_scheme",
    "entry_of",
    "facts_by_deal",
    "facts_by_subject",
    "facts_of",
    "kept_lists",
    "kept_rows",
    "last_step",
    "lasting_contacts_of",
    "late_action_points",
    "late_milestones",
    "link_of",
    "lists_of",
    "may_take_back",
    "milestones_of",
    "missing_for_step",
    "missing_of",
    "moved_milestones",
    "newcomers_of",
    "next_milestones",
    "next_phase",
    "partner_rows",
    "phase_bar",
    "promised_eur",
    "reasons_by_kind",
    "records_of",
    "relations_of",
    "review_figures",
    "review_shown",
    "search",
    "sheet_rows",
    "signings_of",
    "steps_for",
    "steps_for_phase",
    "still_open",
    "to_confirm_by_deal",
    "totals_by_year",
    "value_of",
    "wanted_by_type",
    "with_missing_criteria",
    "years_of",
]

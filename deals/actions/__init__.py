"""Every write about deals: keyword-only, `by` the acting user, atomic, with its audit event."""

from deals.actions.amendment import answer_amendment, propose_amendment
from deals.actions.bulk_change import change_together
from deals.actions.calendar import create_calendar_link, revoke_calendar_link
from deals.actions.commitment import (
    confirm_commitment,
    confirm_commitments,
    remove_commitment,
    save_commitment,
)
from deals.actions.conversation import remove_conversation, save_conversation
from deals.actions.deal import (
    StepBlocked,
    create_deal,
    extend_deal,
    move_deal,
    publish_deal,
    save_deal,
    take_back_step,
)
from deals.actions.entry_criteria import add_criteria, tick_criteria
from deals.actions.handover import hand_over, name_dealmaker
from deals.actions.meetings import finish_action_point, save_body, save_meeting
from deals.actions.participation import (
    AlreadyTakesPart,
    add_participation,
    end_participation,
    remove_participation,
    save_participation,
)
from deals.actions.planning import finish_milestone, remove_part, save_milestone, save_part
from deals.actions.reasons import save_reason
from deals.actions.reviews import save_review
from deals.actions.scheme import apply_scheme, undo_scheme
from deals.actions.sheet_undo import CannotUndo, last_import, undo_import
from deals.actions.sheets import ImportRefused, export_tables, file_of, import_file, look_at

__all__ = [
    "AlreadyTakesPart",
    "CannotUndo",
    "ImportRefused",
    "StepBlocked",
    "add_criteria",
    "add_participation",
    "answer_amendment",
    "apply_scheme",
    "change_together",
    "confirm_commitment",
    "confirm_commitments",
    "create_calendar_link",
    "create_deal",
    "end_participation",
    "export_tables",
    "extend_deal",
    "file_of",
    "finish_action_point",
    "finish_milestone",
    "hand_over",
    "import_file",
    "last_import",
    "look_at",
    "move_deal",
    "name_dealmaker",
    "propose_amendment",
    "publish_deal",
    "remove_commitment",
    "remove_conversation",
    "remove_part",
    "remove_participation",
    "revoke_calendar_link",
    "save_body",
    "save_commitment",
    "save_conversation",
    "save_deal",
    "save_meeting",
    "save_milestone",
    "save_part",
    "save_participation",
    "save_reason",
    "save_review",
    "take_back_step",
    "tick_criteria",
    "undo_import",
    "undo_scheme",
]

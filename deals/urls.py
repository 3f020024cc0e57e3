from django.urls import path, register_converter

from deals.models import Amendment
from deals.views import (
    amendments,
    calendar,
    change,
    commitments,
    conversations,
    entry,
    life,
    meetings,
    newcomers,
    pages,
    participations,
    partner_row,
    planning,
    reasons,
    removed,
    reviews,
    scheme,
    search,
    sheet_import,
    sheets,
    together,
)

app_name = "deals"
register_converter(life.PieceConverter, "piece")
urlpatterns = [
    path("", pages.show_list, name="list"),
    path("mijn/", pages.show_mine, name="mine"),
    path("zoeken/", search.show_search, name="search"),
    path("mijn/agenda/", calendar.show_calendars, name="calendars"),
    path("mijn/agenda/nieuw/", calendar.add_calendar, name="calendar_add"),
    path("mijn/agenda/<int:pk>/intrekken/", calendar.revoke_calendar, name="calendar_revoke"),
    path("agenda/<slug:token>.ics", calendar.read_calendar, name="calendar_feed"),
    path("nieuw/", change.create_deal, name="create"),
    # the list of reasons to join, decline and leave
    path("redenen/", reasons.show_reasons, name="reasons"),
    path("redenen/nieuw/", reasons.add_reason, name="reason_add"),
    path("redenen/<int:pk>/", reasons.edit_reason, name="reason_edit"),
    # one deal
    path("<slug:slug>/", pages.show_deal, name="detail"),
    path("<slug:slug>/partners/", pages.show_partners, name="partners"),
    path("<slug:slug>/planning/", pages.show_planning, name="planning"),
    path("<slug:slug>/inwerken/", newcomers.show_for_newcomers, name="newcomers"),
    path("<slug:slug>/inwerken/<int:pk>/", newcomers.introduce_contact, name="introduce"),
    path("<slug:slug>/terugzetten/<slug:what>/<int:pk>/", removed.put_back_removed, name="put_back"),
    path("<slug:slug>/logboek/", pages.show_log, name="log"),
    path("<slug:slug>/bewerken/", change.edit_deal, name="edit"),
    path("<slug:slug>/openbaar/", change.publish_deal, name="publish"),
    path("<slug:slug>/fase/<slug:to>/", change.move_deal, name="step"),
    path("<slug:slug>/verlengen/", life.extend_deal, name="extend"),
    # parts, changes of course, moments of signing and all else of deals.views.life
    path("<slug:slug>/<piece:what>/nieuw/", life.add_piece, name="piece_add"),
    path("<slug:slug>/<piece:what>/<int:pk>/", life.edit_piece, name="piece_edit"),
    path("<slug:slug>/<piece:what>/<int:pk>/verwijderen/", life.delete_piece, name="piece_delete"),
    # its lists as files
    path("<slug:slug>/lijsten/", sheets.show_sheets, name="sheets"),
    path("<slug:slug>/lijsten/<slug:what>.<slug:format_>", sheets.export_sheet, name="sheet_export"),
    path(
        "<slug:slug>/lijsten/leeg/<slug:what>.<slug:format_>",
        sheets.download_template,
        name="sheet_template",
    ),
    path("<slug:slug>/lijsten/inlezen/", sheet_import.read_in, name="sheet_import"),
    path("<slug:slug>/lijsten/inlezen/kolommen/", sheet_import.choose_columns, name="sheet_columns"),
    path("<slug:slug>/lijsten/inlezen/opvolgers/", sheet_import.take_successors, name="sheet_successors"),
    path("<slug:slug>/lijsten/inlezen/opslaan/", sheet_import.confirm_import, name="sheet_confirm"),
    path("<slug:slug>/lijsten/inlezen/vergeten/", sheet_import.cancel_import, name="sheet_cancel"),
    path("<slug:slug>/lijsten/inlezen/ongedaan/", sheet_import.undo_import, name="sheet_undo"),
    # who sits in a body, what is done
    path("<slug:slug>/overleggen/<int:pk>/leden/nieuw/", meetings.add_member, name="member_add"),
    path("<slug:slug>/leden/<int:pk>/", meetings.edit_member, name="member_edit"),
    path("<slug:slug>/leden/<int:pk>/verwijderen/", meetings.delete_member, name="member_delete"),
    path("<slug:slug>/actiepunten/<int:pk>/gedaan/", meetings.finish_action_point, name="action_done"),
    # half-yearly review
    path("<slug:slug>/halfjaargesprek/", reviews.prepare_review, name="reviews"),
    path("<slug:slug>/halfjaargesprek/nieuw/", reviews.add_review, name="review_add"),
    path("<slug:slug>/halfjaargesprek/<int:pk>/", reviews.show_review, name="review"),
    path("<slug:slug>/halfjaargesprek/<int:pk>/bewerken/", reviews.edit_review, name="review_edit"),
    path("<slug:slug>/halfjaargesprek/<int:pk>/verwijderen/", reviews.delete_review, name="review_delete"),
    # its partners
    path("<slug:slug>/partners/nieuw/", participations.add_participation, name="participation_add"),
    path("<slug:slug>/partners/zoeken/", participations.suggest_organisations, name="organisation_options"),
    path("<slug:slug>/partners/samen/", together.change_together, name="participations_together"),
    path("<slug:slug>/partners/<int:pk>/", participations.edit_participation, name="participation_edit"),
    path("<slug:slug>/partners/<int:pk>/rij/", partner_row.edit_row, name="participation_row"),
    path(
        "<slug:slug>/partners/<int:pk>/stoppen/", participations.end_participation, name="participation_end"
    ),
    path("<slug:slug>/partners/<int:pk>/gesprekken/", conversations.show_conversations, name="conversations"),
    path(
        "<slug:slug>/partners/<int:pk>/gesprekken/nieuw/",
        conversations.add_conversation,
        name="conversation_add",
    ),
    path("<slug:slug>/gesprekken/<int:pk>/", conversations.edit_conversation, name="conversation_edit"),
    path(
        "<slug:slug>/gesprekken/<int:pk>/verwijderen/",
        conversations.delete_conversation,
        name="conversation_delete",
    ),
    path("<slug:slug>/partners/<int:pk>/criteria/", entry.tick_criteria, name="criteria_tick"),
    # what they agreed
    path("<slug:slug>/partners/<int:pk>/afspraak/", commitments.add_commitment, name="commitment_add"),
    path("<slug:slug>/afspraken/<int:pk>/", commitments.edit_commitment, name="commitment_edit"),
    path(
        "<slug:slug>/afspraken/<int:pk>/verwijderen/",
        commitments.delete_commitment,
        name="commitment_delete",
    ),
    path(
        "<slug:slug>/afspraken/<int:pk>/bevestigen/",
        commitments.confirm_commitment,
        name="commitment_confirm",
    ),
    path("<slug:slug>/partners/bijdragen/", scheme.apply_scheme, name="scheme_apply"),
    path("<slug:slug>/afspraken/<int:pk>/verloop/", amendments.show_commitment, name="commitment"),
    path("<slug:slug>/afspraken/<int:pk>/voorstel/", amendments.propose_amendment, name="amendment_add"),
    path(
        "<slug:slug>/voorstellen/<int:pk>/aannemen/",
        amendments.answer_amendment,
        {"state": Amendment.State.ACCEPTED},
        name="amendment_accept",
    ),
    path(
        "<slug:slug>/voorstellen/<int:pk>/niet-aannemen/",
        amendments.answer_amendment,
        {"state": Amendment.State.REFUSED},
        name="amendment_refuse",
    ),
    path(
        "<slug:slug>/voorstellen/<int:pk>/intrekken/",
        amendments.answer_amendment,
        {"state": Amendment.State.WITHDRAWN},
        name="amendment_withdraw",
    ),
    # its dates
    path("<slug:slug>/mijlpalen/nieuw/", planning.add_milestone, name="milestone_add"),
    path("<slug:slug>/mijlpalen/<int:pk>/", planning.edit_milestone, name="milestone_edit"),
    path("<slug:slug>/mijlpalen/<int:pk>/gehaald/", planning.finish_milestone, name="milestone_done"),
    path("<slug:slug>/mijlpalen/<int:pk>/verwijderen/", planning.delete_milestone, name="milestone_delete"),
    path("<slug:slug>/ondertekening/<int:pk>/criteria/", entry.add_criteria, name="criteria_add"),
    path("<slug:slug>/criteria/<int:pk>/", entry.edit_criterion, name="criterion_edit"),
    path("<slug:slug>/criteria/<int:pk>/verwijderen/", entry.delete_criterion, name="criterion_delete"),
]

"""Below /impact/, grouped by the thing they hang on."""

from django.urls import path

from impacttool.views import (
    deal_reports,
    document_jobs,
    guides,
    imports,
    instruments,
    invitations,
    notes,
    outcomes,
    pairings,
    reports,
    rounds,
    sessions,
    years,
)

app_name = "impacttool"
urlpatterns = [
    path("", rounds.list_rounds, name="rounds"),
    # the questionnaires
    path("vragenlijsten/", instruments.list_instruments, name="instruments"),
    path("vragenlijsten/nieuw/", instruments.add_instrument, name="instrument_add"),
    path("vragenlijsten/kort/nieuw/", instruments.add_short_instrument, name="instrument_add_short"),
    path("vragenlijsten/<int:version>/", instruments.show_instrument, name="instrument"),
    path("vragenlijsten/<int:version>/wijzigen/", instruments.edit_instrument, name="instrument_edit"),
    # the deals over the years
    path("mijn/", rounds.show_own_counts, name="own_counts"),
    path("deal/<slug:slug>/", rounds.show_deal, name="deal"),
    path("deal/<slug:slug>/jaren/", years.show_years, name="deal_years"),
    path("deal/<slug:slug>/web/", reports.show_deal_web, name="deal_web"),
    # what somebody ordered
    path("opdrachten/", document_jobs.list_jobs, name="document_jobs"),
    path("opdrachten/<int:pk>/", document_jobs.show_job, name="document_job"),
    path("opdrachten/<int:pk>/voortgang/", document_jobs.show_job_progress, name="document_job_progress"),
    path("opdrachten/<int:pk>/stoppen/", document_jobs.stop_job, name="document_job_stop"),
    path("opdrachten/<int:pk>/bestand/", document_jobs.download_job, name="document_job_file"),
    # a round
    path("nieuw/", rounds.add_round, name="round_add"),
    path("<int:year>/", rounds.show_round, name="round"),
    path("<int:year>/wijzigen/", rounds.edit_round, name="round_edit"),
    path("<int:year>/openen/", rounds.open_round, name="round_open"),
    path("<int:year>/sluiten/", rounds.close_round, name="round_close"),
    path("<int:year>/uitstellen/", rounds.postpone_round, name="round_postpone"),
    path("<int:year>/mails-opnieuw/", rounds.send_mails_again, name="round_mails_again"),
    path("<int:year>/deals/", rounds.add_deals, name="round_deals"),
    path("<int:year>/inlezen/", imports.import_responses, name="import_responses"),
    path("<int:year>/inlezen/opslaan/", imports.confirm_import, name="confirm_import"),
    path("<int:year>/inlezen/kolommen/", imports.choose_columns, name="import_columns"),
    path("<int:year>/inlezen/weg/", imports.cancel_import, name="cancel_import"),
    path("<int:year>/inlezen/voorbeeld.csv", imports.download_import_template, name="import_template"),
    path("<int:year>/rapporten/", reports.issue_reports, name="issue_reports"),
    path("<int:year>/rapporten/stoppen/", reports.stop_reports, name="stop_reports"),
    path("<int:year>/rapporten/voortgang/", reports.show_run_progress, name="run_progress"),
    path("<int:year>/ontmoetingen/", pairings.show_meetings, name="meetings"),
    path("<int:year>/bundel/", document_jobs.order_bundle, name="order_bundle"),
    path("<int:year>/leerrapporten/", document_jobs.order_deal_reports, name="order_deal_reports"),
    # one deal in a round
    path(
        "<int:year>/<slug:slug>/uitnodigingen/gevraagd/<int:pk>/",
        invitations.decide_request,
        name="decide_request",
    ),
    path("<int:year>/<slug:slug>/uitnodigingen/", invitations.list_invitations, name="invitations"),
    path(
        "<int:year>/<slug:slug>/uitnodigingen/adressen/",
        invitations.invite_addresses,
        name="invite_addresses",
    ),
    path(
        "<int:year>/<slug:slug>/uitnodigingen/contacten/", invitations.invite_contacts, name="invite_contacts"
    ),
    path(
        "<int:year>/<slug:slug>/uitnodigingen/<int:pk>/intrekken/",
        invitations.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(
        "<int:year>/<slug:slug>/uitnodigingen/<int:pk>/opnieuw/",
        invitations.send_invitation_again,
        name="send_invitation_again",
    ),
    path(
        "<int:year>/<slug:slug>/uitnodigingen/<int:pk>/onbestelbaar/",
        invitations.mark_undeliverable,
        name="mark_undeliverable",
    ),
    path("<int:year>/<slug:slug>/rapport/", reports.show_report, name="report"),
    path("<int:year>/<slug:slug>/rapport/openbaar/", reports.publish_report, name="publish_report"),
    path("<int:year>/<slug:slug>/rapport.<str:format>", reports.download_report_file, name="report_file"),
    # the talk about a result
    path("<int:year>/<slug:slug>/gesprek/", sessions.show_sessions, name="sessions"),
    path("<int:year>/<slug:slug>/gesprek/leidraad/", guides.show_guide, name="guide"),
    path("<int:year>/<slug:slug>/gesprek/leidraad.pdf", guides.download_guide, name="guide_file"),
    path("<int:year>/<slug:slug>/gesprek/nieuw/", sessions.add_session, name="session_add"),
    path("<int:year>/<slug:slug>/gesprek/<int:pk>/", notes.show_session, name="session"),
    path("<int:year>/<slug:slug>/gesprek/<int:pk>/opslaan/", notes.save_note, name="save_note"),
    path("<int:year>/<slug:slug>/gesprek/<int:pk>/stand/", notes.show_notes, name="notes"),
    path("<int:year>/<slug:slug>/gesprek/<int:pk>/wijzigen/", sessions.edit_session, name="session_edit"),
    path(
        "<int:year>/<slug:slug>/gesprek/<int:pk>/verwijderen/", sessions.delete_session, name="session_delete"
    ),
    path("<int:year>/<slug:slug>/gesprek/<int:pk>/aanwezigen/", sessions.add_attendee, name="attendee_add"),
    path(
        "<int:year>/<slug:slug>/gesprek/<int:pk>/aanwezigen/<int:attendee>/weg/",
        sessions.remove_attendee,
        name="attendee_delete",
    ),
    path(
        "<int:year>/<slug:slug>/gesprek/terugzetten/<slug:what>/<int:pk>/",
        outcomes.put_back,
        name="session_put_back",
    ),
    path(
        "<int:year>/<slug:slug>/gesprek/aandachtspunten/<int:pk>/actiepunt/",
        outcomes.make_action_point,
        name="attention_action",
    ),
    path("<int:year>/<slug:slug>/gesprek/<slug:what>/nieuw/", outcomes.add_outcome, name="outcome_add"),
    path("<int:year>/<slug:slug>/gesprek/<slug:what>/<int:pk>/", outcomes.edit_outcome, name="outcome_edit"),
    path(
        "<int:year>/<slug:slug>/gesprek/<slug:what>/<int:pk>/verwijderen/",
        outcomes.delete_outcome,
        name="outcome_delete",
    ),
    # the Deal report
    path("<int:year>/<slug:slug>/leerrapport/", deal_reports.show_deal_report, name="deal_report"),
    path(
        "<int:year>/<slug:slug>/leerrapport/<slug:step>/",
        deal_reports.change_deal_report,
        name="deal_report_step",
    ),
    path(
        "<int:year>/<slug:slug>/leerrapport.<str:format>",
        deal_reports.download_deal_report,
        name="deal_report_file",
    ),
]

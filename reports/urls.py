"""Below /impact/, grouped by the thing they hang on."""

from django.urls import path

from reports.views import (
    deal_reports,
    document_jobs,
    guides,
    notes,
    outcomes,
    pairings,
    reports,
    sessions,
    years,
)

app_name = "reports"
urlpatterns = [
    # the deals over the years
    path("deal/<slug:slug>/jaren/", years.show_years, name="deal_years"),
    path("deal/<slug:slug>/web/", reports.show_deal_web, name="deal_web"),
    # what somebody ordered
    path("opdrachten/", document_jobs.list_jobs, name="document_jobs"),
    path("opdrachten/<int:pk>/", document_jobs.show_job, name="document_job"),
    path("opdrachten/<int:pk>/voortgang/", document_jobs.show_job_progress, name="document_job_progress"),
    path("opdrachten/<int:pk>/stoppen/", document_jobs.stop_job, name="document_job_stop"),
    path("opdrachten/<int:pk>/bestand/", document_jobs.download_job, name="document_job_file"),
    # a round
    path("<int:year>/rapporten/", reports.issue_reports, name="issue_reports"),
    path("<int:year>/rapporten/stoppen/", reports.stop_reports, name="stop_reports"),
    path("<int:year>/rapporten/voortgang/", reports.show_run_progress, name="run_progress"),
    path("<int:year>/ontmoetingen/", pairings.show_meetings, name="meetings"),
    path("<int:year>/bundel/", document_jobs.order_bundle, name="order_bundle"),
    path("<int:year>/leerrapporten/", document_jobs.order_deal_reports, name="order_deal_reports"),
    # one deal in a round
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

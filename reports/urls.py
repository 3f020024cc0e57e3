"""Below /impact/, grouped by the object they belong to."""

from django.urls import path

from reports.views import (
    document_jobs,
    guides,
    learning_reports,
    notes,
    outcomes,
    pairings,
    web_reports,
    years,
)
from reports.views import talks as talks

app_name = "reports"
urlpatterns = [
    # the deals over the years
    path("deal/<slug:slug>/jaren/", years.show_years, name="deal_years"),
    path("deal/<slug:slug>/web/", web_reports.show_deal_web, name="deal_web"),
    # ordered files
    path("opdrachten/", document_jobs.list_jobs, name="document_jobs"),
    path("opdrachten/<int:pk>/", document_jobs.show_job, name="document_job"),
    path("opdrachten/<int:pk>/voortgang/", document_jobs.show_job_progress, name="document_job_progress"),
    path("opdrachten/<int:pk>/stoppen/", document_jobs.stop_job, name="document_job_stop"),
    path("opdrachten/<int:pk>/bestand/", document_jobs.download_job, name="document_job_file"),
    # a round
    path("<int:year>/rapporten/", web_reports.issue_reports, name="issue_web_reports"),
    path("<int:year>/rapporten/stoppen/", web_reports.stop_reports, name="stop_web_reports"),
    path("<int:year>/rapporten/voortgang/", web_reports.show_run_progress, name="run_progress"),
    path("<int:year>/ontmoetingen/", pairings.show_meetings, name="meetings"),
    path("<int:year>/bundel/", document_jobs.order_bundle, name="order_bundle"),
    path("<int:year>/leerrapporten/", document_jobs.order_learning_reports, name="order_learning_reports"),
    # one deal in a round
    path("<int:year>/<slug:slug>/rapport/", web_reports.show_web_report, name="web_report"),
    path(
        "<int:year>/<slug:slug>/rapport/openbaar/", web_reports.publish_web_report, name="publish_web_report"
    ),
    path(
        "<int:year>/<slug:slug>/rapport.<str:format>", web_reports.download_web_report, name="web_report_file"
    ),
    # the talk about a result
    path("<int:year>/<slug:slug>/gesprek/", talks.show_talks, name="talks"),
    path("<int:year>/<slug:slug>/gesprek/leidraad/", guides.show_guide, name="guide"),
    path("<int:year>/<slug:slug>/gesprek/leidraad.pdf", guides.download_guide, name="guide_file"),
    path("<int:year>/<slug:slug>/gesprek/nieuw/", talks.add_talk, name="talk_add"),
    path("<int:year>/<slug:slug>/gesprek/<int:pk>/", notes.show_talk, name="talk"),
    path("<int:year>/<slug:slug>/gesprek/<int:pk>/opslaan/", notes.save_note, name="save_note"),
    path("<int:year>/<slug:slug>/gesprek/<int:pk>/stand/", notes.show_notes, name="notes"),
    path("<int:year>/<slug:slug>/gesprek/<int:pk>/wijzigen/", talks.edit_talk, name="talk_edit"),
    path("<int:year>/<slug:slug>/gesprek/<int:pk>/verwijderen/", talks.delete_talk, name="talk_delete"),
    path("<int:year>/<slug:slug>/gesprek/<int:pk>/aanwezigen/", talks.add_attendee, name="attendee_add"),
    path(
        "<int:year>/<slug:slug>/gesprek/<int:pk>/aanwezigen/<int:attendee>/weg/",
        talks.remove_attendee,
        name="attendee_delete",
    ),
    path(
        "<int:year>/<slug:slug>/gesprek/terugzetten/<slug:what>/<int:pk>/",
        outcomes.put_back,
        name="talk_put_back",
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
    # the learning report
    path(
        "<int:year>/<slug:slug>/leerrapport/", learning_reports.show_learning_report, name="learning_report"
    ),
    path(
        "<int:year>/<slug:slug>/leerrapport/<slug:step>/",
        learning_reports.change_learning_report,
        name="learning_report_step",
    ),
    path(
        "<int:year>/<slug:slug>/leerrapport.<str:format>",
        learning_reports.download_learning_report,
        name="learning_report_file",
    ),
]

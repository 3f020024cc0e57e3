"""Below /impact/, grouped by the thing they hang on."""

from django.urls import path

from impacttool.views import invitations, reports

app_name = "impacttool"
urlpatterns = [
    # a deal over the years
    path("deal/<slug:slug>/web/", reports.show_deal_web, name="deal_web"),
    # a round
    path("<int:year>/rapporten/", reports.issue_reports, name="issue_reports"),
    path("<int:year>/rapporten/voortgang/", reports.show_run_progress, name="run_progress"),
    # one deal in a round
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
    path("<int:year>/<slug:slug>/rapport/", reports.show_report, name="report"),
    path("<int:year>/<slug:slug>/rapport/openbaar/", reports.publish_report, name="publish_report"),
    path("<int:year>/<slug:slug>/rapport.<str:format>", reports.download_report_file, name="report_file"),
]

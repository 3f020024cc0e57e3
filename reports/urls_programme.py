"""Below /programma/: reports by Agenda Stad about a whole round, and to each partner."""

from django.urls import path

from reports.views import partner_mails, partner_reports, programme_reports, themes

app_name = "programme_reports"
urlpatterns = [
    # yearly reports of partners
    path("jaarrapporten/<int:year>/", partner_reports.list_reports, name="partner_reports"),
    path("jaarrapporten/<int:year>/maken/", partner_reports.order_reports, name="partner_reports_order"),
    path("jaarrapporten/<int:year>/<int:pk>/", partner_reports.show_report, name="partner_report"),
    path(
        "jaarrapporten/<int:year>/<int:pk>/pdf/", partner_reports.download_report, name="partner_report_file"
    ),
    # the mails about them
    path("jaarrapporten/<int:year>/mailen/", partner_mails.send_mails, name="partner_reports_mail"),
    path("jaarrapporten/mails/<int:pk>/opnieuw/", partner_mails.send_mail_again, name="partner_mail_again"),
    path("jaarrapporten/mails/<int:pk>/intrekken/", partner_mails.revoke_link, name="partner_mail_revoke"),
    path("jaarrapport/<str:token>/", partner_mails.open_link, name="partner_report_open"),
    path("jaarrapport/lezen/<uuid:public_id>/", partner_mails.read_report, name="partner_report_read"),
    path(
        "jaarrapport/lezen/<uuid:public_id>/pdf/",
        partner_mails.read_report_file,
        name="partner_report_read_file",
    ),
    # the report of a round
    path("rapporten/", programme_reports.list_reports, name="reports"),
    path("rapporten/<int:year>/", programme_reports.show_report, name="report"),
    path("rapporten/<int:year>/maken/", programme_reports.order_report, name="report_order"),
    path("rapporten/<int:year>/inleidingen/", programme_reports.edit_intros, name="report_intros"),
    path("rapporten/<int:year>/definitief/", programme_reports.finalise_report, name="report_final"),
    path("rapporten/<int:year>/nieuwe-uitgave/", programme_reports.start_edition, name="report_edition"),
    path("rapporten/<int:year>/rapport.<str:format>", programme_reports.download_report, name="report_file"),
    # what recurs
    path("themas/", themes.list_themes, name="themes"),
    path("themas/nieuw/", themes.add_theme, name="theme_add"),
    path("themas/<int:pk>/", themes.edit_theme, name="theme_edit"),
    path("rapporten/<int:year>/themas/", themes.list_texts, name="texts"),
    path(
        "rapporten/<int:year>/themas/<slug:kind>/<int:pk>/<slug:digest>/", themes.mark_text, name="text_mark"
    ),
]

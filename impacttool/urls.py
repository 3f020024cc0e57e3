"""Below /impact/, grouped by the thing they hang on."""

from django.urls import path

from impacttool.views import imports, instruments, invitations, rounds

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
]

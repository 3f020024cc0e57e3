"""What a respondent meets: the personal link, and the pages behind it."""

from django.urls import path

from impacttool.views import respondent, respondent_more

app_name = "respondent"
urlpatterns = [
    path("u/<str:token>/", respondent.open_link, name="open_link"),
    path("invullen/<uuid:public_id>/", respondent.fill_in, name="fill_in"),
    path("invullen/<uuid:public_id>/opslaan/", respondent.save_taps, name="save"),
    path("invullen/<uuid:public_id>/klaar/", respondent.show_receipt, name="receipt"),
    path("invullen/<uuid:public_id>/intrekken/", respondent_more.withdraw_answers, name="withdraw"),
    path("invullen/<uuid:public_id>/overdragen/", respondent_more.hand_over, name="hand_over"),
    path("invullen/<uuid:public_id>/afspraken/", respondent_more.confirm_commitments, name="commitments"),
]

from django.urls import path

from partners import views

app_name = "partners"
urlpatterns = [
    path("", views.show_list, name="list"),
    path("logboek/", views.show_log, name="log"),
    path("logboek/api/", views.show_api_calls, name="api_calls"),
    path("mails/", views.show_lost_mails, name="lost_mails"),
    # one organisation
    path("<int:pk>/", views.show_organisation, name="detail"),
    path("<int:pk>/bewerken/", views.edit_organisation, name="edit"),
    path("<int:pk>/contacten/nieuw/", views.add_contact, name="contact_add"),
    path("<int:pk>/contacten/<int:contact_pk>/", views.edit_contact, name="contact_edit"),
    path("<int:pk>/contacten/<int:contact_pk>/vervangen/", views.replace_contact, name="contact_replace"),
]

"""A user's own account, beside the login pages."""

from django.urls import path

from partners import views

app_name = "own"
urlpatterns = [
    path("instellingen/", views.edit_settings, name="settings"),
    path("overzicht/<str:token>/", views.stop_digest, name="stop_digest"),
]

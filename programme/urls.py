"""Below /programma/."""

from django.urls import path

from programme.views import overview

app_name = "programme"
urlpatterns = [
    path("", overview.show_overview, name="overview"),
]

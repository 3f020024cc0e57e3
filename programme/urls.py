"""Below /programma/."""

from django.urls import path

from programme import views

app_name = "programme"
urlpatterns = [
    path("", views.show_overview, name="overview"),
]

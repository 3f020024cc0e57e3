from django.urls import path

from knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("", views.search_shelf, {"number": 0}, name="list"),
    path("lessen/", views.search_shelf, {"number": 1}, name="lessons"),
    path("signalen/", views.search_shelf, {"number": 2}, name="signals"),
    path("bevindingen/", views.search_shelf, {"number": 3}, name="findings"),
    path("leervragen/", views.search_shelf, {"number": 4}, name="questions"),
    path("aandachtspunten/", views.search_shelf, {"number": 5}, name="attention_points"),
    path("deal/<slug:slug>/", views.show_deal, name="deal"),
]

from django.urls import path

from knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("deal/<slug:slug>/", views.show_deal, name="deal"),
]

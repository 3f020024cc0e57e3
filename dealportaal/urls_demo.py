"""Pages that exist in demo mode only."""

from django.urls import path

from dealportaal import views_demo

app_name = "dealportaal"
urlpatterns = [
    path("mail/", views_demo.list_mail, name="demo_mail"),
    path("mail/<str:name>/<int:position>/", views_demo.show_mail, name="demo_mail_detail"),
    path("stijlgids/", views_demo.show_styleguide, name="styleguide"),
]

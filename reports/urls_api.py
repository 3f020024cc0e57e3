"""The API of the room, below /api/v1/."""

from django.urls import path

from reports import api

urlpatterns = [
    path("rounds/<int:year>/deals/<slug:slug>/scores", api.read_deal_scores, name="api_deal_scores"),
]

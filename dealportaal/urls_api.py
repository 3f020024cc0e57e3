"""The API, version 1."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

# The script comes from an address of its own: the CSP takes no script or style that stands in the page.
docs = SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="dealportaal/api_docs.html")

urlpatterns = [
    path("v1/", include("reports.urls_api")),
    path("schema/", login_not_required(SpectacularAPIView.as_view()), name="schema"),
    path("docs/", login_not_required(docs), name="api_docs"),
]

"""The API, version 1."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

# The script has its own address, because the CSP allows no inline scripts or styles.
docs = SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="dealportaal/api_docs.html")

urlpatterns = [
    path("v1/", include("reports.urls_api")),
    path("schema/", login_not_required(SpectacularAPIView.as_view()), name="schema"),
    path("docs/", login_not_required(docs), name="api_docs"),
]

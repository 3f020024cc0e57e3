"""The addresses of all rooms."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from dealportaal import views, views_statements
from partners.admin import AdministratorAdmin

# The admin site uses the portal's login, second factor included.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = admin.site.site_title = _("Beheer van het Dealportaal")
admin.site.index_title = _("Beheer van accounts")

# Library pages in English, which nobody may open.
for model, page in list(admin.site._registry.items()):
    if not isinstance(page, AdministratorAdmin):
        admin.site.unregister(model)
# Without "view on site" for any object by its id: each page links to its own.
back_door = [one for one in admin.site.get_urls() if getattr(one, "name", "") != "view_on_site"]

urlpatterns = [
    path("", views.show_home, name="home"),
    path("", include("impacttool.urls_respondent")),
    path("programma/", include("programme.urls")),
    path("programma/", include("reports.urls_programme")),
    path("deals/", include("deals.urls")),
    path("partners/", include("partners.urls")),
    path("impact/", include("impacttool.urls")),
    path("impact/", include("reports.urls")),
    path("kennis/", include("knowledge.urls")),
    path("api/", include("dealportaal.urls_api")),
    path("account/email/", views.explain_address, name="account_email"),  # changed by an administrator
    path("account/", include("partners.urls_account")),
    path("account/", include("allauth.urls")),
    # A password is changed in one place.
    path("beheer/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("beheer/", (back_door, "admin", admin.site.name)),
    path("privacy/", views_statements.show_privacy, name="privacy"),
    path("cookies/", views_statements.show_cookies, name="cookies"),
    path("toegankelijkheid/", views_statements.show_accessibility, name="accessibility"),
    path("contact/", views_statements.show_contact, name="contact"),
    path("health/", views.show_health, name="health"),
    path(".well-known/security.txt", views.show_security_txt, name="security_txt"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("dealportaal.urls_demo")))

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler429 = "dealportaal.views.too_many"  # required by allauth
handler500 = views.server_error

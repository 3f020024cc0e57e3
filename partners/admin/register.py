"""The register in the back door: organisations, their contacts and networks."""

from django.contrib import admin

from partners.actions import sign_address
from partners.admin.base import AdministratorAdmin, LockedAdmin, LockedAdminForm
from partners.models import Contact, Network, Organisation


@admin.register(Organisation)
class OrganisationAdmin(LockedAdmin):
    list_display = ("name", "type", "abbreviation", "ended_on")
    list_filter = ("type", "networks")
    search_fields = ("name", "abbreviation", "former_names")
    autocomplete_fields = ("province", "successor")


class ContactForm(LockedAdminForm):
    """The log outlives a name: of a contact it says only which fields changed."""

    people = ("organisation", "name", "email", "function", "level", "from_on", "until_on", "user")
    people = (*people, "successor", "hand_over", "is_demo")


@admin.register(Contact)
class ContactAdmin(LockedAdmin):
    form = ContactForm
    list_display = ("name", "organisation", "function", "level", "until_on")
    list_select_related = ("organisation",)
    search_fields = ("name", "email", "organisation__name")
    autocomplete_fields = ("organisation", "user", "successor")

    def save_model(self, request, obj, form, change):
        if "email" in form.changed_data:
            sign_address(obj, by=request.user)
        super().save_model(request, obj, form, change)


@admin.register(Network)
class NetworkAdmin(AdministratorAdmin):
    list_display = ("code",)

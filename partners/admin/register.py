"""The register in the admin site: organisations, their contacts and networks."""

from django.contrib import admin, messages
from django.utils import timezone

from foundation.field_changes import changes_of
from partners import accounts
from partners.actions import save_contact
from partners.admin.base import AdministratorAdmin, LockedAdmin, LockedAdminForm
from partners.models import Contact, Network, Organisation


@admin.register(Organisation)
class OrganisationAdmin(LockedAdmin):
    list_display = ("name", "type", "abbreviation", "ended_on")
    list_filter = ("type", "networks")
    search_fields = ("name", "abbreviation", "former_names")
    autocomplete_fields = ("province", "successor")


class ContactForm(LockedAdminForm):
    """The log outlives names: of a contact it records only which fields changed."""

    people = ("organisation", "name", "email", "function", "level", "from_on", "until_on", "user")
    people = (*people, "successor", "hand_over", "is_demo")


# A change of one of these lets an account read what an organisation reads.
READS = {"user", "organisation", "from_on", "until_on"}


@admin.register(Contact)
class ContactAdmin(LockedAdmin):
    form = ContactForm
    list_display = ("name", "organisation", "function", "level", "until_on")
    list_select_related = ("organisation",)
    search_fields = ("name", "email", "organisation__name")
    autocomplete_fields = ("organisation", "user", "successor")

    def save_model(self, request, obj, form, change):
        """The same action as on the pages: a corrected address takes its invitations along."""
        if form.changed_data:
            changes = changes_of(form)
            told = save_contact(contact=obj, version=form.read_version, changes=changes, by=request.user)
            for words in told:
                messages.info(request, words)
        if obj.user and READS.intersection(form.changed_data):
            accounts.tell_of_contact(contact=obj, by=request.user, now=timezone.now())

    def log_addition(self, request, obj, message):
        """The action recorded the audit event."""
        return admin.ModelAdmin.log_addition(self, request, obj, message)

    def log_change(self, request, obj, message):
        return admin.ModelAdmin.log_change(self, request, obj, message)


@admin.register(Network)
class NetworkAdmin(AdministratorAdmin):
    list_display = ("code",)

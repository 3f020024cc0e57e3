"""The administrator's back door to deals: who is in the team, and a deal's own fields. Never what people answered."""

from django.contrib import admin
from django.utils import timezone

from deals.models import Deal, DealRole, Election
from partners import accounts
from partners.admin import AdministratorAdmin, LockedAdmin, LockedInline
from partners.events import AdminRow


class DealRoleInline(LockedInline):
    """A role is not deleted: it stops on a day, and stays in the history."""

    model = DealRole
    autocomplete_fields = ("user",)

    def has_view_permission(self, request, obj=None):
        return request.user.is_administrator

    has_change_permission = has_view_permission

    def has_add_permission(self, request, obj):
        return request.user.is_administrator

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Deal)
class DealAdmin(LockedAdmin):
    """Phases are moved on the pages of the deal, where the rules of a step are checked."""

    asks_recent_login = True
    list_display = ("name", "kind", "phase", "is_published")
    list_filter = ("kind", "phase", "is_published")
    search_fields = ("name", "theme")
    fields = ("name", "slug", "kind", "theme", "is_published")
    inlines = (DealRoleInline,)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        touched = [*formset.new_objects, *(record for record, _names in formset.changed_objects)]
        request.gave_role = bool(touched)

    def row_of(self, record, label):
        return AdminRow(label, record.role_in_words, record.user.audit_ref)

    def _log(self, request, obj, event):
        """Other administrators and Agenda Stad are told when an administrator gives a role."""
        line = super()._log(request, obj, event)
        if getattr(request, "gave_role", False):
            accounts.tell_officers(line=line, user=request.user, by=request.user, now=timezone.now())
        return line


@admin.register(Election)
class ElectionAdmin(AdministratorAdmin):
    """A deal is asked what an election means for it, half a year before [docs/rules.md 8]."""

    list_display = ("name", "on")
    fields = ("name", "on")

"""The administrator's back door to deals: who is in the team, and a deal's own fields. Never what people answered."""

from django.contrib import admin

from deals.models import Deal, DealRole, Election
from partners.admin import AdministratorAdmin


class DealRoleInline(admin.TabularInline):
    model = DealRole
    extra = 0
    autocomplete_fields = ("user",)

    def has_view_permission(self, request, obj=None):
        return request.user.is_administrator

    has_change_permission = has_view_permission

    def has_add_permission(self, request, obj):
        return request.user.is_administrator

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Deal)
class DealAdmin(AdministratorAdmin):
    """Phases are moved on the pages of the deal, where the rules of a step are checked."""

    list_display = ("name", "kind", "phase", "is_published")
    list_filter = ("kind", "phase", "is_published")
    search_fields = ("name", "theme")
    fields = ("name", "slug", "kind", "theme", "is_published")
    inlines = (DealRoleInline,)


@admin.register(Election)
class ElectionAdmin(AdministratorAdmin):
    """A deal is asked what an election means for it, half a year before [docs/rules.md 8]."""

    list_display = ("name", "on")
    fields = ("name", "on")

"""The administrator's back door to accounts and the register; every change leaves a line in the portal's log."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners import actions
from partners.actions import write_log
from partners.models import ApiToken, Contact, LogEntry, Network, Organisation, User

admin.site.unregister(Group)


class AdministratorAdmin(admin.ModelAdmin):
    """For administrators only; nothing is deleted here, because history hangs on it."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.has_perm("partners.manage_accounts")

    def has_change_permission(self, request, obj=None):
        return self.has_view_permission(request)

    def has_add_permission(self, request, obj=None):
        return self.has_view_permission(request)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_dbfield(self, db_field, request, **options):
        if isinstance(db_field, models.URLField):
            options["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **options)

    def log_addition(self, request, obj, message):
        self._log(request, obj, _("voegde toe in het beheer"), message)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        self._log(request, obj, _("wijzigde in het beheer"), message)
        return super().log_change(request, obj, message)

    def _log(self, request, obj, verb, message):
        fields = [name for part in message for name in part.get("changed", {}).get("fields", [])]
        subject = getattr(obj, "log_subject", f"{obj._meta.model_name}:{obj.pk}")
        details = {str(_("gewijzigd")): ", ".join(fields)} if fields else {}
        write_log(by=request.user, verb=str(verb), subject=subject, label=str(obj), details=details)


class UserCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name")


@admin.register(User)
class UserAdmin(AdministratorAdmin, DjangoUserAdmin):
    add_form = UserCreationForm
    list_display = ("name", "email", "is_programme_staff", "is_administrator", "is_active")
    list_filter = ("is_programme_staff", "is_administrator", "is_active", "is_demo")
    search_fields = ("name", "email")
    ordering = ("name",)
    filter_horizontal = ()
    actions = ("reset_second_factor",)
    readonly_fields = ("last_login", "created_at")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        (_("Mail"), {"fields": ("wants_digest",)}),
        (_("Rollen"), {"fields": ("is_active", "is_programme_staff", "is_administrator")}),
        (_("Sinds"), {"fields": ("created_at", "last_login")}),
    )
    add_fieldsets = (
        (
            None,
            {"classes": ("wide",), "fields": ("email", "name", "password1", "password2")},
        ),
    )

    @admin.action(description=_("Tweede inlogstap wissen (telefoon kwijt)"))
    def reset_second_factor(self, request, queryset):
        for person in queryset:
            actions.reset_second_factor(user=person, by=request.user)
        self.message_user(request, _("Deze personen stellen bij de volgende keer een nieuwe tweede stap in."))


@admin.register(Organisation)
class OrganisationAdmin(AdministratorAdmin):
    list_display = ("name", "type", "abbreviation", "ended_on")
    list_filter = ("type", "networks")
    search_fields = ("name", "abbreviation", "former_names")
    autocomplete_fields = ("province", "successor")


@admin.register(Contact)
class ContactAdmin(AdministratorAdmin):
    list_display = ("name", "organisation", "function", "level", "until_on")
    list_select_related = ("organisation",)
    search_fields = ("name", "email", "organisation__name")
    autocomplete_fields = ("organisation", "user")


@admin.register(Network)
class NetworkAdmin(AdministratorAdmin):
    list_display = ("code",)


@admin.register(ApiToken)
class ApiTokenAdmin(AdministratorAdmin):
    """A token is made by `manage.py create_api_token` and revoked here; its hash is never shown."""

    list_display = ("user", "created_at", "revoked_at")
    list_select_related = ("user",)
    fields = readonly_fields = ("user", "created_at", "revoked_at")
    actions = ("revoke",)

    def has_add_permission(self, request, obj=None):
        return False

    @admin.action(description=_("Intrekken"))
    def revoke(self, request, queryset):
        for token in queryset.filter(revoked_at__isnull=True):
            token.revoked_at = timezone.now()
            token.save(update_fields=["revoked_at"])
            self._log(request, token, _("trok een API-sleutel in"), [])


@admin.register(LogEntry)
class LogEntryAdmin(AdministratorAdmin):
    """To read only."""

    list_display = ("at", "actor_label", "verb", "subject_label")
    search_fields = ("actor_label", "subject_label")

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

"""Accounts and API keys. Nobody types somebody else's password: a mail brings a link to choose one."""

from django.contrib import admin, messages
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.actions.audit_log import record_event
from foundation.ordering import dutch
from foundation.tokens import digest
from partners import accounts
from partners.admin.base import AdministratorAdmin, LockedAdmin, LockedAdminForm, subject_of
from partners.events import AccountEvent
from partners.models import ApiToken, User

# A change of one of these gives or takes access: the other administrators are told.
ACCESS = {"email", "is_active", "ended_on", "is_programme_staff", "is_administrator"}
# A change of one of these may put somebody else behind the account, or let it do more.
GIVEN = {"email", "is_programme_staff", "is_administrator"}
ROLES = ("is_programme_staff", "is_administrator")


class AccountForm(LockedAdminForm):
    """`by`: the acting user, set by the page."""

    people = ("email", "name")

    def clean(self):
        cleaned = super().clean()
        others = accounts.administrators(timezone.localdate()).exclude(pk=self.instance.pk)
        if self._gives_own_staff_role() and not accounts.second_administrators(
            by=self.by, now=timezone.now()
        ):
            text = _(
                "U kunt uzelf deze rol niet geven: er is geen tweede beheerder die dat ziet. Een account dat u de "
                "laatste 30 dagen zelf maakte, een rol gaf of een ander adres gaf, telt niet mee."
            )
            self.add_error("is_programme_staff", text)
        if self._stops_administrator() and not others.exists():
            self.add_error(None, _("Er moet een beheerder overblijven die kan inloggen."))
        return cleaned

    def _gives_own_staff_role(self):
        return self.instance.pk == self.by.pk and "is_programme_staff" in self.changed_data

    def _stops_administrator(self):
        if not self.initial.get("is_administrator"):
            return False
        ended_on = self.cleaned_data.get("ended_on")
        is_open = self.cleaned_data.get("is_active") and not (ended_on and ended_on <= timezone.localdate())
        return not (is_open and self.cleaned_data.get("is_administrator"))


@admin.register(User)
class UserAdmin(LockedAdmin):
    form = AccountForm
    asks_recent_login = True
    list_display = ("name", "email", "is_programme_staff", "is_administrator", "is_active", "ended_on")
    list_filter = ("is_programme_staff", "is_administrator", "is_active", "is_demo")
    search_fields = ("name", "email")
    ordering = (dutch("name"),)
    actions = ("send_link", "reset_second_factor")
    readonly_fields = ("last_login", "created_at")
    fieldsets = (
        (None, {"fields": ("email", "name")}),
        (_("Rollen"), {"fields": ("is_programme_staff", "is_administrator")}),
        (_("Toegang"), {"fields": ("is_active", "ended_on")}),
        (_("Mail"), {"fields": ("wants_digest",)}),
        (_("Sinds"), {"fields": ("created_at", "last_login")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": ("email", "name", "is_programme_staff", "is_administrator", "ended_on"),
                "description": _(
                    "Deze persoon krijgt een mail met een link om zelf een wachtwoord te kiezen. Een rol in een deal "
                    "geeft u bij de deal."
                ),
            },
        ),
    )

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else ()

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change, **options)
        form.by = request.user
        return form

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        request.access_changed = not change or bool(ACCESS & set(form.changed_data))
        if not change or GIVEN & set(form.changed_data):
            accounts.sign_access(obj, by=request.user, now=timezone.now())
        request.had_role = any(form.initial.get(role) for role in ROLES)
        request.old_address = form.initial.get("email") if change and "email" in form.changed_data else ""
        super().save_model(request, obj, form, change)
        if not change:
            accounts.invite(user=obj, by=request.user, now=timezone.now())

    def _log(self, request, obj, event):
        line = super()._log(request, obj, event)
        now = timezone.now()
        if request.access_changed and (request.had_role or any(getattr(obj, role) for role in ROLES)):
            accounts.tell_officers(line=line, user=obj, by=request.user, now=now)
        elif request.access_changed:
            accounts.tell_administrators(line=line, by=request.user, now=now)
        if request.old_address:
            accounts.tell_both_addresses(user=obj, old=request.old_address, by=request.user, now=now)
        return line

    def response_add(self, request, obj, post_url_continue=None):
        text = _("Er gaat een mail naar %(email)s met een link om een wachtwoord te kiezen.") % {
            "email": obj.email
        }
        self.message_user(request, text)
        return super().response_add(request, obj, post_url_continue)

    @admin.action(description=_("Link sturen om een wachtwoord te kiezen"))
    def send_link(self, request, queryset):
        working = queryset.filter(pk__in=User.objects.working_on(timezone.localdate()))
        now = timezone.now()
        sent = [accounts.invite(user=person, by=request.user, now=now) for person in working]
        if any(sent):
            self.message_user(request, _("De mail met de link is onderweg."))
        if not all(sent):
            text = _(
                "Wie net al een link kreeg, krijgt geen tweede. Kwam die niet aan, wacht dan een minuut."
            )
            self.message_user(request, text, messages.INFO)
        if len(working) < queryset.count():
            text = _("Wie niet mag inloggen, krijgt geen link.")
            self.message_user(request, text, messages.WARNING)

    @admin.action(description=_("Tweede inlogstap wissen (telefoon kwijt)"))
    def reset_second_factor(self, request, queryset):
        for person in queryset:
            accounts.reset_second_factor(user=person, by=request.user, now=timezone.now())
        self.message_user(
            request, _("Wie u aanvinkte, stelt bij de volgende keer een nieuwe tweede stap in.")
        )


@admin.register(ApiToken)
class ApiTokenAdmin(AdministratorAdmin):
    """A key is shown once, when it is created; its hash never."""

    asks_recent_login = True
    list_display = ("__str__", "user", "scope", "ended_on", "last_used_at", "revoked_at")
    list_select_related = ("user",)
    list_filter = ("scope",)
    autocomplete_fields = ("user",)
    fields = ("user", "name", "scope", "ended_on")
    actions = ("revoke",)

    def get_fields(self, request, obj=None):
        return (*self.fields, "created_at", "last_used_at", "revoked_at") if obj else self.fields

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else ()

    def save_model(self, request, obj, form, change):
        if change:
            return
        fields = {name: form.cleaned_data[name] for name in ("user", "name", "scope", "ended_on")}
        request.made_token = accounts.give_key(by=request.user, now=timezone.now(), **fields)
        obj.pk = ApiToken.objects.only("pk").get(digest=digest(request.made_token)).pk
        obj.refresh_from_db()

    def log_addition(self, request, obj, message):
        """The action recorded the audit event."""
        return admin.ModelAdmin.log_addition(self, request, obj, message)

    def response_add(self, request, obj, post_url_continue=None):
        """Rendered without a redirect: the key is kept in no message, cookie or session."""
        context = self.admin_site.each_context(request) | {
            "title": _("De sleutel is gemaakt"),
            "token": request.made_token,
            "made": obj,
            "opts": self.opts,
        }
        response = TemplateResponse(request, "admin/partners/apitoken/made.html", context)
        response["Cache-Control"] = "no-store"
        return response

    @admin.action(description=_("Intrekken"))
    def revoke(self, request, queryset):
        for token in queryset.filter(revoked_at__isnull=True):
            token.revoked_at = timezone.now()
            token.save(update_fields=["revoked_at"])
            record_event(AccountEvent.API_KEY_REVOKED, by=request.user, subject=subject_of(token))
        self.message_user(request, _("De gekozen sleutels zijn ingetrokken."))

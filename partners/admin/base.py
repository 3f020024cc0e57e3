"""Shared by all admin pages: access, optimistic locking, and audit events."""

import re

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import BadRequest
from django.db import IntegrityError, models

from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile, save_over
from foundation.events import Subject
from foundation.field_changes import changes_of
from foundation.forms import LockedModelForm
from partners.events import AccountEvent, AdminChange, AdminRow
from partners.recent_login import require_recent_login

KEY = re.compile(r"\d{1,18}", re.ASCII)


def subject_of(record):
    kind = record._meta.model_name
    return getattr(record, "audit_subject", None) or Subject(kind, str(record.pk), str(record))


class AdministratorAdmin(admin.ModelAdmin):
    """For administrators only; nothing is deleted here, because history depends on it."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    asks_recent_login = False

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

    def view_on_site(self, obj):
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def formfield_for_dbfield(self, db_field, request, **options):
        if isinstance(db_field, models.URLField):
            options["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **options)

    def get_changeform_initial_data(self, request):
        """Ignores initial values in the address: somebody else may have put them there."""
        return {}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        self._refuse_odd_keys(request)
        if self.asks_recent_login:
            require_recent_login(request)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:  # a simultaneous duplicate: shown again, with the current data
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request, extra_context=None):
        self._refuse_odd_keys(request)
        if self.asks_recent_login and request.method == "POST":
            require_recent_login(request)
        return super().changelist_view(request, extra_context)

    def _refuse_odd_keys(self, request):
        """Requests that our pages never send break Django's lists of choices: answers 400 instead of 500."""
        chosen = {"_selected_action", *self.autocomplete_fields}
        chosen |= {name for inline in self.inlines for name in inline.autocomplete_fields}
        for name, values in request.POST.lists():
            if name.rpartition("-")[2] in chosen and any(
                value and not KEY.fullmatch(value) for value in values
            ):
                raise BadRequest(name)

    # The portal's own log

    def construct_change_message(self, request, form, formsets, add=False):
        rows = [row for formset in formsets or [] for row in self.rows_in(formset)]
        request.changes_here = AdminChange(changes_of(form), tuple(rows))
        return super().construct_change_message(request, form, formsets, add)

    def rows_in(self, formset):
        label = str(formset.model._meta.verbose_name)
        touched = [*formset.new_objects, *(record for record, _names in formset.changed_objects)]
        return [self.row_of(record, label) for record in touched]

    def row_of(self, record, label):
        return AdminRow(label, str(record))

    def log_addition(self, request, obj, message):
        self._log(request, obj, AccountEvent.ADDED_IN_ADMIN)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        self._log(request, obj, AccountEvent.CHANGED_IN_ADMIN)
        return super().log_change(request, obj, message)

    def _log(self, request, obj, event):
        data = getattr(request, "changes_here", AdminChange())
        return record_event(event, by=request.user, subject=subject_of(obj), data=data)


class LockedAdminForm(LockedModelForm):
    """For a model with a version: a conflict shows both values."""


def _without_version(options, fieldsets):
    """The version is a form field, not an editable model field."""
    fields = options["fields"] if "fields" in options else flatten_fieldsets(fieldsets())
    return options | {"fields": fields and [name for name in fields if name != "version"]}


class LockedInline(admin.TabularInline):
    """Inline rows, each with its own version."""

    form = LockedAdminForm
    extra = 0

    def get_formset(self, request, obj=None, **options):
        options = _without_version(options, lambda: self.get_fieldsets(request, obj))
        return super().get_formset(request, obj, **options)


class LockedAdmin(AdministratorAdmin):
    """For a model with a version: never reverts somebody else's concurrent change."""

    form = LockedAdminForm

    def get_fieldsets(self, request, obj=None):
        found = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        if obj and "version" not in flatten_fieldsets(found):
            found[0][1]["fields"] = [*found[0][1]["fields"], "version"]
        return found

    def get_form(self, request, obj=None, change=False, **options):
        options = _without_version(options, lambda: self.get_fieldsets(request, obj))
        return super().get_form(request, obj, change, **options)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ChangedMeanwhile:  # changed between reading and saving: shown again, with both values
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if not change:
            super().save_model(request, obj, form, change)
        elif form.changed_data:
            save_over(obj, version=form.read_version)

    def save_formset(self, request, form, formset, change):
        for record in formset.save(commit=False):
            save_over(record, version=record.version)
        formset.save_m2m()

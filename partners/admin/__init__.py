"""The administrator's back door to accounts and the register; every change leaves a line in the portal's log."""

from partners.admin.accounts import ApiTokenAdmin, LogEntryAdmin, UserAdmin
from partners.admin.base import AdministratorAdmin, LockedAdmin, LockedAdminForm, LockedInline
from partners.admin.register import ContactAdmin, NetworkAdmin, OrganisationAdmin

__all__ = [
    "AdministratorAdmin",
    "ApiTokenAdmin",
    "ContactAdmin",
    "LockedAdmin",
    "LockedAdminForm",
    "LockedInline",
    "LogEntryAdmin",
    "NetworkAdmin",
    "OrganisationAdmin",
    "UserAdmin",
]

"""The administrator's back door to accounts and the register; every change leaves a line in the portal's log.

The log itself is read on its own page alone: here its keys, in the order of writing, would tell a time that is not kept."""

from partners.admin.accounts import ApiTokenAdmin, UserAdmin
from partners.admin.base import AdministratorAdmin, LockedAdmin, LockedAdminForm, LockedInline
from partners.admin.register import ContactAdmin, NetworkAdmin, OrganisationAdmin

__all__ = [
    "AdministratorAdmin",
    "ApiTokenAdmin",
    "ContactAdmin",
    "LockedAdmin",
    "LockedAdminForm",
    "LockedInline",
    "NetworkAdmin",
    "OrganisationAdmin",
    "UserAdmin",
]

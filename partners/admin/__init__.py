"""The admin site for accounts and the register; every change is recorded in the portal's log.

The log itself is read on its own page only: here its ids, in the order of writing, would reveal a time that
is not kept.
"""

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

"""Who may do what with organisations, accounts and the log (the permission matrix)."""

import rules
from django.core.exceptions import PermissionDenied

from partners.models import Contact


@rules.predicate
def is_staff(user, _obj=None):
    return user.is_authenticated and user.is_programme_staff


@rules.predicate
def is_administrator(user, _obj=None):
    return user.is_authenticated and user.is_administrator


@rules.predicate
def is_own_organisation(user, organisation=None):
    """Costs one query."""
    if organisation is None or not user.is_authenticated:
        return False
    return Contact.objects.organisations_of(user).filter(organisation=organisation).exists()


rules.add_perm("partners.add_organisation_entry", is_staff | is_administrator)
rules.add_perm("partners.edit_organisation", is_staff | is_administrator | is_own_organisation)
rules.add_perm("partners.edit_contacts", is_staff | is_administrator)
rules.add_perm("partners.change_contacts", is_staff | is_administrator)
rules.add_perm("partners.read_contacts", is_staff | is_administrator | is_own_organisation)
# The yearly report of a partner: the agreements of this organisation alone, for its own contacts and Agenda Stad.
rules.add_perm("partners.read_year_report", is_staff | is_own_organisation)
rules.add_perm("partners.read_log", is_staff | is_administrator)
rules.add_perm("partners.manage_accounts", is_administrator)


def require(user, permission, obj=None):
    """Raises PermissionDenied (403): for what is visible but not allowed. What is not visible is a 404."""
    if not user.has_perm(permission, obj):
        raise PermissionDenied(permission)

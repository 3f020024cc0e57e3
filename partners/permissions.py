"""Who may do what with organisations, accounts and the log (the permission matrix)."""

from collections import defaultdict

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


_OTHERS = defaultdict(list)


def allow_others(permission, predicate):
    """Lets a room above, which knows of more people, give them this permission too."""
    _OTHERS[permission].append(predicate)


def others(permission):
    """A predicate for the people that rooms above allow."""

    @rules.predicate(name=f"others:{permission}")
    def is_one_of_the_others(user, obj=None):
        return any(predicate.test(user, obj) for predicate in _OTHERS[permission])

    return is_one_of_the_others


EDIT, CHANGE, READ = "partners.edit_contacts", "partners.change_contacts", "partners.read_contacts"
YEAR_REPORT = "partners.read_year_report"
rules.add_perm("partners.add_organisation_entry", is_staff | is_administrator)
rules.add_perm("partners.edit_organisation", is_staff | is_administrator | is_own_organisation)
rules.add_perm(EDIT, is_staff | is_administrator | others(EDIT))
rules.add_perm(CHANGE, is_staff | is_administrator | others(CHANGE))
rules.add_perm(READ, is_staff | is_administrator | is_own_organisation | others(READ))
# The yearly report of a partner: the agreements of this organisation in all of its deals.
rules.add_perm(YEAR_REPORT, is_staff | others(YEAR_REPORT))
rules.add_perm("partners.read_log", is_staff | is_administrator)
rules.add_perm("partners.manage_accounts", is_administrator)


def require(user, permission, obj=None):
    """Raises PermissionDenied (403), for what is visible but forbidden. What is invisible is a 404."""
    if not user.has_perm(permission, obj):
        raise PermissionDenied(permission)

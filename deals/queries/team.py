"""The team of a deal, and the accounts that a user may choose from."""

from django.db.models import Q

from deals.models import DealRole
from foundation.ordering import dutch
from partners.models import User

DEALMAKER = DealRole.Role.DEALMAKER


def team_of(deal, day):
    """Roles valid on that day, by name; one query."""
    return deal.roles.held_on(day).select_related("user").order_by(dutch("user__name"), "pk")


def has_dealmaker(team):
    return any(role.role == DEALMAKER for role in team)


def dealmakers_of(deal, day):
    """Their roles, with user and deal; one query."""
    return team_of(deal, day).filter(role=DEALMAKER).select_related("user", "deal")


def working_account(address, day):
    return User.objects.working_on(day).filter(email=address).first()


def accounts_known_to(user, day):
    """Agenda Stad and administrators see every account; a team sees those of Agenda Stad and of its own deals; one
    query."""
    accounts = User.objects.working_on(day).order_by(dutch("name"), "pk")
    if user.is_programme_staff or user.is_administrator:
        return accounts
    own = DealRole.objects.deals_of(user)
    teams = DealRole.objects.held_on(day).filter(deal__in=own).values("user")
    return accounts.filter(Q(is_programme_staff=True) | Q(pk__in=teams))

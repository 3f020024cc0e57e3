"""Who may do what with deals (the permission matrix)."""

from dataclasses import dataclass

import rules
from django.db.models import Q
from django.utils import timezone

from deals.models import Commitment, Deal, DealRole, Participation
from deals.models.participation import ENDED
from partners.models import Contact, Organisation
from partners.permissions import is_administrator, is_own_organisation, is_staff


def _deal_of(obj):
    return obj if isinstance(obj, Deal) or obj is None else obj.deal


@rules.predicate
def is_in_team(user, obj=None):
    """Dealmaker or project leader of this deal; one query."""
    deal = _deal_of(obj)
    if deal is None or not user.is_authenticated:
        return False
    return DealRole.objects.deals_of(user).filter(deal=deal).exists()


@rules.predicate
def is_dealmaker(user, deal=None):
    """Leads this deal today; one query."""
    if deal is None or not user.is_authenticated:
        return False
    held = DealRole.objects.held_on(timezone.localdate()).filter(user=user, deal=deal)
    return held.filter(role=DealRole.Role.DEALMAKER).exists()


def may_hand_over(user, team):
    """The same as "deals.hand_over_deal", of a team that was read already; no query."""
    if user.is_programme_staff or user.is_administrator:
        return True
    return any(one.user_id == user.pk and one.role == DealRole.Role.DEALMAKER for one in team)


@rules.predicate
def is_contact_of_partner(user, obj=None):
    """Contact of the organisation that takes part, or made the commitment; one query."""
    if not user.is_authenticated or not isinstance(obj, Participation | Commitment):
        return False
    participation = obj.participation if isinstance(obj, Commitment) else obj
    own = Contact.objects.organisations_of(user)
    return own.filter(organisation=participation.organisation_id).exists()


@rules.predicate
def has_not_ended(user, obj=None):
    """Who left keeps reading what was agreed, and agrees on nothing new."""
    participation = obj.participation if isinstance(obj, Commitment) else obj
    return isinstance(participation, Participation) and participation.stage not in ENDED


is_partner_here = is_contact_of_partner & has_not_ended


@rules.predicate
def is_in_team_with(user, organisation=None):
    """Dealmaker or project leader of a deal in which this organisation takes part; one query."""
    if organisation is None or not user.is_authenticated:
        return False
    return partners_of_teams(user).filter(organisation=organisation).exists()


@rules.predicate
def is_at_the_table_with(user, organisation=None):
    """Dealmaker or project leader of a deal that this organisation talks with or is in; one query."""
    if organisation is None or not user.is_authenticated:
        return False
    return partners_of_teams(user).at_the_table().filter(organisation=organisation).exists()


@rules.predicate
def is_only_team_with(user, organisation=None):
    """At the table with it, and it takes part in no deal of another team: two queries."""
    if not is_at_the_table_with(user, organisation):
        return False
    return not shared_with_other_teams(user).filter(pk=organisation.pk).exists()


def shared_with_other_teams(user):
    """Organisations that take part in a deal in which this user is not in the team; no query.

    Their contacts get the questionnaires of those deals too, so that one team alone does not change them.
    """
    elsewhere = Participation.objects.current().exclude(deal__in=DealRole.objects.deals_of(user))
    return Organisation.objects.filter(pk__in=elsewhere.values("organisation"))


def partners_of_teams(user):
    """Participations of today in the deals of this user's teams; no query."""
    return Participation.objects.current().filter(deal__in=DealRole.objects.deals_of(user))


def contacts_visible_to(user):
    """The contacts of organisations on which this user holds "partners.read_contacts"; no query."""
    if not user.is_authenticated:
        return Contact.objects.none()
    if user.is_programme_staff or user.is_administrator:
        return Contact.objects.all()
    return Contact.objects.filter(
        Q(organisation__in=Contact.objects.organisations_of(user))
        | Q(organisation__in=partners_of_teams(user).values("organisation"))
    )


@rules.predicate
def is_not_agreed(user, commitment=None):
    return isinstance(commitment, Commitment) and not commitment.is_agreed


@rules.predicate
def is_side_that_proposed(user, amendment=None):
    """Team and Agenda Stad are one side, the partner is the other."""
    if amendment is None:
        return False
    team = is_staff(user) or is_in_team(user, amendment.commitment)
    return team if amendment.by_team else is_contact_of_partner(user, amendment.commitment)


@rules.predicate
def is_other_side(user, amendment=None):
    """Nobody answers an own proposal, also not who is on both sides."""
    if amendment is None or amendment.proposed_by_id == user.pk:
        return False
    team = is_staff(user) or is_in_team(user, amendment.commitment)
    return is_partner_here(user, amendment.commitment) if amendment.by_team else team


def holds_role_with_second_factor(user):
    """Staff, administrators and deal teams need a second factor; one query at most."""
    return user.is_programme_staff or user.is_administrator or DealRole.objects.deals_of(user).exists()


rules.add_perm("deals.create_deal", is_staff | is_administrator)
rules.add_perm("deals.publish_deal", is_staff | is_administrator)
rules.add_perm("deals.stop_deal", is_staff | is_administrator)
rules.add_perm("deals.edit_deal", is_staff | is_administrator | is_in_team)
rules.add_perm("deals.hand_over_deal", is_staff | is_administrator | is_dealmaker)
rules.add_perm("deals.read_internal", is_staff | is_administrator | is_in_team)
rules.add_perm("deals.edit_participation", is_staff | is_administrator | is_in_team)
rules.add_perm("deals.enter_commitment", is_staff | is_in_team | is_partner_here)
rules.add_perm("deals.edit_commitment", is_staff | is_in_team | (is_partner_here & is_not_agreed))
rules.add_perm("deals.agree_commitment", is_staff | is_in_team)
rules.add_perm("deals.export_deal", is_staff | is_in_team)
rules.add_perm("deals.import_lists", is_staff | is_in_team)
rules.add_perm("deals.confirm_commitment", is_staff | is_in_team | is_partner_here)
rules.add_perm("deals.propose_amendment", is_staff | is_in_team | is_partner_here)
rules.add_perm("deals.answer_amendment", is_other_side)
rules.add_perm("deals.withdraw_amendment", is_side_that_proposed)
rules.add_perm("deals.read_conversations", is_staff | is_in_team)
rules.add_perm("deals.read_wanted", is_staff | is_administrator)
rules.add_perm("deals.manage_reasons", is_staff | is_administrator)
# This room adds to what the room of the partners decides: a team knows the contacts of its
# partners, and keeps those up to date of who is at its table.
rules.set_perm("partners.read_contacts", is_staff | is_administrator | is_own_organisation | is_in_team_with)
rules.set_perm("partners.edit_contacts", is_staff | is_administrator | is_at_the_table_with)
rules.set_perm("partners.change_contacts", is_staff | is_administrator | is_only_team_with)


@dataclass(frozen=True, slots=True)
class DealRights:
    """What this user may do on the pages of one deal."""

    edit: bool
    stop: bool
    publish: bool
    read_internal: bool
    agree_commitments: bool
    read_log: bool
    export: bool
    own_organisations: frozenset[int]

    @property
    def read_conversations(self):
        """The team and Agenda Stad: the same people as those who say that both sides agree."""
        return self.agree_commitments


def rights_on(deal, user):
    """Asked once a page; at most five queries, none for a visitor who is not logged in."""
    own = frozenset()
    if user.is_authenticated:
        own = frozenset(Contact.objects.organisations_of(user).values_list("organisation_id", flat=True))
    return DealRights(
        edit=user.has_perm("deals.edit_deal", deal),
        stop=user.has_perm("deals.stop_deal", deal),
        publish=user.has_perm("deals.publish_deal", deal),
        read_internal=user.has_perm("deals.read_internal", deal),
        agree_commitments=user.has_perm("deals.agree_commitment", deal),
        read_log=user.has_perm("partners.read_log"),
        export=user.has_perm("deals.export_deal", deal),
        own_organisations=own,
    )

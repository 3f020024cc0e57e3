"""Who may do what with deals (the permission matrix)."""

from dataclasses import dataclass

import rules
from django.utils import timezone

from deals.models import Commitment, ContactDeal, Deal, DealRole, Participation
from deals.models.contact_deals import in_teams_of, of_all_deals
from deals.models.participation import ENDED
from deals.models.reach import contacts_today, of_deal
from partners.models import Contact
from partners.permissions import allow_others, is_administrator, is_staff


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
    """Contact, in this deal, of the organisation that takes part or made the commitment; one query."""
    if not user.is_authenticated or not isinstance(obj, Participation | Commitment):
        return False
    participation = obj.participation if isinstance(obj, Commitment) else obj
    return Participation.with_removed.of_contact(user).filter(pk=participation.pk).exists()


@rules.predicate
def has_not_ended(user, obj=None):
    """A partner that left can still read what was agreed, but can agree on nothing new."""
    participation = obj.participation if isinstance(obj, Commitment) else obj
    return isinstance(participation, Participation) and participation.stage not in ENDED


is_partner_here = is_contact_of_partner & has_not_ended


@rules.predicate
def is_in_team_with(user, organisation=None):
    """Dealmaker or project leader of a deal in which this organisation takes part; one query."""
    if organisation is None or not user.is_authenticated:
        return False
    return in_teams_of(user).filter(organisation=organisation).exists()


@rules.predicate
def is_at_the_table_with(user, organisation=None):
    """Dealmaker or project leader of a deal that this organisation talks with or is in; one query."""
    if organisation is None or not user.is_authenticated:
        return False
    return in_teams_of(user).at_the_table().filter(organisation=organisation).exists()


@rules.predicate
def is_changed_by_team(user, contact=None):
    """Of a deal of this team, and of no deal of another; one query. No contact but something else is nobody's to change."""
    if not isinstance(contact, Contact) or not user.is_authenticated:
        return False
    return ContactDeal.objects.contacts_changed_by(user).filter(pk=contact.pk).exists()


@rules.predicate
def is_contact_of_all_deals(user, organisation=None):
    """One query."""
    if organisation is None or not user.is_authenticated:
        return False
    return of_all_deals(contacts_today(user)).filter(organisation=organisation).exists()


def contacts_visible_to(user):
    """The contacts this user may read; no query."""
    return ContactDeal.objects.contacts_visible_to(user)


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
    """Nobody answers their own proposal, not even somebody on both sides."""
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
# A team knows the contacts of its partners, and keeps up to date those of the partners at its table.
allow_others("partners.read_contacts", is_in_team_with)
allow_others("partners.edit_contacts", is_at_the_table_with)
allow_others("partners.change_contacts", is_changed_by_team)
allow_others("partners.read_year_report", is_contact_of_all_deals)


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
        own = frozenset(contacts_today(user).filter(of_deal(deal)).values_list("organisation_id", flat=True))
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

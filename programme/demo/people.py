"""Accounts, API tokens and contacts of the demo."""

import hashlib
import hmac
from datetime import date
from itertools import islice

from django.conf import settings
from django.db import transaction

from deals.models import Deal, DealRole, Participation
from foundation.tokens import digest
from partners.models import ApiToken, Contact, ContactLevel, Organisation, User
from programme.demo.plan import chance, plan

PURPOSE = b"dealportaal.demo-token.v1:"
SINCE = date(2023, 9, 1)
MOST_CONTACTS = 3


def token_of(role):
    """The API token of a demo role: derived from SECRET_KEY, so that it can be shown again without being stored."""
    return (
        "demo-" + hmac.new(settings.SECRET_KEY.encode(), PURPOSE + role.encode(), hashlib.sha256).hexdigest()
    )


@transaction.atomic
def make_users():
    """The accounts with their tokens and roles; leaves existing ones alone."""
    for entry in plan()["users"]:
        fields = {name: value for name, value in entry.items() if name not in {"role", "email", "password"}}
        user = User.objects.filter(email=entry["email"]).first()
        if user is None:
            user = User.objects.create_user(entry["email"], entry["password"], is_demo=True, **fields)
            _give_roles(entry["role"], user)
        key = {"name": "demo", "scope": ApiToken.Scope.REPORTS}
        ApiToken.objects.get_or_create(digest=digest(token_of(entry["role"])), defaults=key | {"user": user})


def _give_roles(role, user):
    if role == "dealmaker":
        deals = Deal.objects.filter(slug__in=plan()["dealmaker_of"])
        DealRole.objects.bulk_create(
            DealRole(deal=deal, user=user, role=DealRole.Role.DEALMAKER) for deal in deals
        )
    if role == "partner":
        organisation = Organisation.objects.filter(name=plan()["partner_of"]).first()
        if organisation:
            Contact.objects.create(
                organisation=organisation,
                name=user.name,
                email=user.email,
                function="strategisch adviseur",
                from_on=SINCE,
                user=user,
                is_demo=True,
            )


@transaction.atomic
def make_contacts():
    """One to three fictitious contacts for each organisation in the deals of the demo, made once."""
    if Contact.objects.filter(is_demo=True, user__isnull=True).exists():
        return
    organisations = Organisation.objects.filter(
        participations__deal__slug__in=plan()["surveys"], contacts__isnull=True
    ).distinct()
    made = [contact for one in organisations.order_by("name") for contact in _contacts_of(one)]
    for number, contact in enumerate(made):
        contact.email = address(contact.name, f"c{number}")
    Contact.objects.bulk_create(made)


@transaction.atomic
def mark_lasting_contacts():
    """The first fictitious contact of each partner in a deal with a follow-up round."""
    for participation in Participation.objects.current().filter(deal__slug__in=plan()["follow_ups"]):
        if not participation.lasting_contacts.exists():
            people = Contact.objects.filter(organisation=participation.organisation_id, is_demo=True)
            participation.lasting_contacts.set(people.order_by("pk")[:1])


def _contacts_of(organisation):
    rng = chance("contacts", organisation.name)
    for level in islice(ContactLevel.values, rng.randint(1, MOST_CONTACTS)):
        yield Contact(
            organisation=organisation,
            name=made_up_name(rng),
            function=rng.choice(plan()["functions"][level]),
            level=level,
            from_on=SINCE,
            is_demo=True,
        )


def made_up_name(rng):
    return f"{rng.choice(plan()['first_names'])} {rng.choice(plan()['last_names'])}"


def address(name, ending):
    """In .invalid, which never resolves (RFC 2606)."""
    return f"{name.lower().replace(' ', '.')}.{ending}@demo.invalid"

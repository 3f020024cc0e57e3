"""Changes to organisations, contacts and accounts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise

from foundation import tokens
from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile, save_over
from foundation.events import Changes, Subject
from partners.events import AccountEvent, ApiKey, ContactChange, Loaded, PartnerEvent
from partners.models import (
    ApiToken,
    Contact,
    Network,
    Organisation,
    OrganisationType,
    User,
)
from partners.name_register import fold, full_name

NETWORKS = ("G4", "G40", "M50", "P10", "K80")


@transaction.atomic
def create_api_token(*, user, by, **fields):
    """Returns the token itself, which is shown this once; `fields`: name, scope, ended_on of ApiToken."""
    return make_api_token(user=user, by=by, **fields)[0]


@transaction.atomic
def make_api_token(*, user, by, **fields):
    """The same, with its audit event, for the caller that notifies people."""
    token = tokens.new_token()
    made = ApiToken.objects.create(user=user, digest=tokens.digest(token), **fields)
    data = ApiKey(made.pk, made.name, made.scope, made.ended_on)
    line = record_event(AccountEvent.API_KEY_MADE, by=by, subject=user.audit_subject, data=data)
    return token, line


@transaction.atomic
def save_organisation(*, organisation, networks, version, changes, by):
    """Raises ChangedMeanwhile; `networks` is None where this user may not change them."""
    save_over(organisation, version=version)
    if networks is not None:
        organisation.networks.set(networks)
    subject, data = organisation.audit_subject, Changes(changes)
    record_event(PartnerEvent.ORGANISATION_CHANGED, by=by, subject=subject, data=data)
    return organisation


# What other rooms do when a contact's address was corrected: called with contact, before (the old address) and by; each
# returns sentences for the person who corrected it.
ADDRESS_CHANGED = []


@transaction.atomic
def save_contact(*, contact, version, changes, by):
    """Adds or changes a contact; the log names the organisation and the fields, never the person's data.

    Returns sentences about effects elsewhere. Raises ChangedMeanwhile.
    """
    event = PartnerEvent.CONTACT_CHANGED if contact.pk else PartnerEvent.CONTACT_ADDED
    is_new = _is_someone_new(contact)
    if is_new:
        contact.new_at = timezone.now()
    before = Contact.objects.filter(pk=contact.pk).values_list("email", flat=True).first() or ""
    if before != contact.email:
        sign_address(contact, by=by)
    save_over(contact, version=version)
    told = [] if is_new else follow_address(contact, before=before, by=by)
    data = ContactChange(tuple(one.label for one in changes))
    record_event(event, by=by, subject=contact.organisation.audit_subject, data=data)
    return told


def sign_address(contact, *, by):
    """Called on a contact that is about to be saved, from everywhere: otherwise its address would count as
    seen by two people."""
    contact.address_by, contact.address_at = by, timezone.now()


def follow_address(contact, *, before, by):
    """Called after saving when the same person has another address than `before`. Returns sentences about
    effects elsewhere."""
    if before == contact.email:
        return []
    return [words for follow in ADDRESS_CHANGED for words in follow(contact=contact, before=before, by=by)]


def _is_someone_new(contact):
    """A new record, or another name on it: somebody who has to learn what the deals are about."""
    known = Contact.objects.filter(pk=contact.pk).values_list("name", flat=True).first()
    return known is None or fold(known) != fold(contact.name)


# What other rooms do when somebody was replaced: called with contact, successor and by.
CONTACT_REPLACED = []


@transaction.atomic
def replace_contact(*, contact, successor, hand_over, by):
    """Ends one contact the day before the other starts. Raises ChangedMeanwhile when that was done
    already."""
    successor.organisation = contact.organisation
    successor.new_at = timezone.now()
    sign_address(successor, by=by)
    successor.save()
    open_ones = type(contact).objects.filter(pk=contact.pk, successor=None)
    until_on = successor.from_on - timedelta(days=1)
    ended = {"until_on": until_on, "successor": successor, "hand_over": hand_over}
    if not open_ones.update(**ended, version=F("version") + 1):
        raise ChangedMeanwhile
    for follow in CONTACT_REPLACED:
        follow(contact=contact, successor=successor, by=by)
    record_event(PartnerEvent.CONTACT_REPLACED, by=by, subject=contact.organisation.audit_subject)
    return successor


@transaction.atomic
def load_organisations(*, rows, former_names, source, by=None):
    """Makes the public bodies that are missing, and returns how many; `rows` as in reference_orgs.csv.

    Known by their TOOI address. An organisation that is there keeps what people made of it; only facts that
    are still empty in the portal (CBS code, OIN, province, end date) are filled in from the register.
    At most nine queries.
    """
    Network.objects.bulk_create([Network(code=code) for code in NETWORKS], ignore_conflicts=True)
    known = {one.tooi_uri: one for one in Organisation.objects.filter(tooi_uri__isnull=False)}
    missing = [row for row in rows if row["tooi_uri"] not in known]
    made = Organisation.objects.bulk_create([_from_register(row, former_names, source) for row in missing])
    known |= {one.tooi_uri: one for one in made}
    _fill_in(rows, known)
    if made:
        _log_loaded(PartnerEvent.ORGANISATIONS_LOADED, f"{len(made)} organisaties", len(made), by)
    return len(made)


@transaction.atomic
def load_merged(*, rows, by=None):
    """Creates missing former municipalities, with their successor; `rows` as in merged_municipalities.csv.

    Known by their name. An existing one keeps what people made of it. At most four queries; returns how many.
    """
    kind = OrganisationType.MUNICIPALITY
    places = Organisation.objects.filter(type=kind).values_list("pk", "name", "tooi_uri")
    names = {fold(name) for _pk, name, _uri in places}
    keys = {(uri or "").rpartition("/")[2]: pk for pk, _name, uri in places}
    made = Organisation.objects.bulk_create(
        Organisation(
            name=full_name(kind, row["naam"]),
            type=kind,
            ended_on=date.fromisoformat(row["opgeheven_op"]),
            successor_id=keys.get(row["opvolger_tooi"]) if row["opvolger_tooi"] else None,
            source=row["bron"],
        )
        for row in rows
        if fold(full_name(kind, row["naam"])) not in names
    )
    if made:
        _log_loaded(PartnerEvent.MERGED_LOADED, f"{len(made)} opgeheven gemeenten", len(made), by)
    return len(made)


@transaction.atomic
def load_well_known(*, rows, by=None):
    """Makes the bodies outside the register that many deals know (VNG, HvA) and are missing; `rows` as in well_known.csv.

    One that is there under any of its names is left alone. At most three queries; returns how many.
    """
    there = {fold(name) for name in Organisation.objects.values_list("name", flat=True)}
    made = Organisation.objects.bulk_create(
        Organisation(name=row["naam"], abbreviation=row["afkorting"], type=row["soort"])
        for row in rows
        if not there & {fold(name) for name in (row["naam"], *row["ook_genoemd"].split(";"))}
    )
    if made:
        _log_loaded(PartnerEvent.WELL_KNOWN_LOADED, f"{len(made)} bekende organisaties", len(made), by)
    return len(made)


@transaction.atomic
def load_networks(*, rows, now, by=None):
    """Puts municipalities in their networks; `rows` as in networks.csv. Once per network: after that people keep it.

    At most five queries; returns how many memberships.
    """
    empty = {one.code: one for one in Network.objects.filter(members_loaded_at=None, code__in=NETWORKS)}
    codes = {row["cbs_code"] for row in rows}
    places = dict(Organisation.objects.filter(cbs_code__in=codes).values_list("cbs_code", "pk"))
    in_network = Organisation.networks.through
    made = [
        in_network(organisation_id=places[row["cbs_code"]], network_id=empty[row["netwerk"]].pk)
        for row in rows
        if row["netwerk"] in empty and row["cbs_code"] in places
    ]
    in_network.objects.bulk_create(made, ignore_conflicts=True)
    Network.objects.filter(pk__in=[one.pk for one in empty.values()]).update(members_loaded_at=now)
    if made:
        _log_loaded(PartnerEvent.NETWORKS_LOADED, f"{len(made)} lidmaatschappen", len(made), by)
    return len(made)


def _log_loaded(event, label, number, by):
    record_event(event, by=by, subject=Subject("organisations", label=label), data=Loaded(number))


def _from_register(row, former_names, source):
    return Organisation(
        name=full_name(row["soort"], row["naam"]),
        abbreviation=row["afkorting"],
        former_names=former_names.get(row["tooi_code"], ""),
        type=row["soort"],
        tooi_uri=row["tooi_uri"],
        source=source,
        source_url=row["tooi_uri"],
    )


def _fill_in(rows, known):
    by_code = {row["tooi_code"]: known[row["tooi_uri"]] for row in rows}
    changed = []
    for row in rows:
        province = by_code.get(row["provincie_tooi"])
        facts = {
            "cbs_code": row["cbs_code"],
            "oin": row["oin"],
            "province_id": province.pk if province else None,
            "ended_on": date.fromisoformat(row["geldig_tot"]) if row["geldig_tot"] else None,
        }
        organisation = by_code[row["tooi_code"]]
        empty = {name: value for name, value in facts.items() if value and not getattr(organisation, name)}
        for name, value in empty.items():
            setattr(organisation, name, value)
        changed += [organisation] if empty else []
    Organisation.objects.bulk_update(changed, ["cbs_code", "oin", "province", "ended_on"], batch_size=200)


@dataclass(frozen=True, slots=True)
class EndedWithPassword:
    """Something that can be revoked together with the old password; `field` is the tick box that asks it."""

    field: str
    label: Promise
    help_text: Promise
    has_any: Callable[[User], bool]
    end: Callable[[User], None]


# Added by rooms above.
ENDED_WITH_PASSWORD: list[EndedWithPassword] = []


@transaction.atomic
def reset_second_factor(*, user, by):
    """For a lost phone: the next login asks to set up a new factor. Returns the audit event."""
    Authenticator.objects.filter(user=user).delete()
    return record_event(AccountEvent.SECOND_FACTOR_RESET, by=by, subject=user.audit_subject)


@transaction.atomic
def choose_digest(*, user, wants, by):
    """Whether the daily overview is mailed. Idempotent."""
    if User.objects.filter(pk=user.pk, wants_digest=not wants).update(wants_digest=wants):
        event = AccountEvent.DIGEST_ON if wants else AccountEvent.DIGEST_OFF
        record_event(event, by=by, subject=user.audit_subject)
    user.wants_digest = wants
    return user

"""What changes who we know, and the one way to write the log."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from allauth.mfa.models import Authenticator
from django import forms
from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from foundation import tokens
from foundation.concurrent_edit import ChangedMeanwhile, save_over
from foundation.sort_key import sort_key
from partners.models import (
    ApiToken,
    Contact,
    LogEntry,
    Network,
    Organisation,
    OrganisationType,
    User,
)
from partners.name_register import fold, full_name

NETWORKS = ("G4", "G40", "M50", "P10", "K80")


def write_log(*, by, verb, subject, label="", details=None):
    """One line in the log: `subject` is "<kind>:<key>", `details` never holds a token, answer or password."""
    return _line(timezone.now(), by, verb, subject, label, details or {})


def write_log_of_day(*, by, verb, subject, label="", details=None):
    """The same where the time would tell what nobody may know (docs/rules.md 5.7): at the end of the day, so that the
    overview of the next morning tells of it."""
    end_of_day = localtime(timezone.now()).replace(hour=23, minute=59, second=0, microsecond=0)
    details = {**(details or {}), LogEntry.DAY_ALONE: _("alleen de dag, geen tijd")}
    return _line(end_of_day, by, verb, subject, label, details)


def _line(at, by, verb, subject, label, details):
    return LogEntry.objects.create(
        at=at,
        actor=by,
        actor_label=str(by) if by else "het portaal zelf",
        verb=verb,
        subject=subject,
        subject_label=label[:300],
        details=details,
    )


def changes_of(form):
    """What a bound, valid ModelForm changes: {label: [old, new]} in words, for the log.

    Of the fields in `people` of the form only that they changed: the log outlives a name.
    """
    return {str(form.fields[name].label): _old_and_new(form, name) for name in form.changed_data}


def _old_and_new(form, name):
    if name in getattr(form, "people", ()):
        return ["", _("gewijzigd")]
    values = (form.initial.get(name), form.cleaned_data.get(name))
    return [in_words(value, form.fields[name]) for value in values]


def in_words(value, field=None):
    """A value as a reader of the log knows it; a choice by its label, another record by its name (one query)."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, Decimal):
        return number_format(value, 0 if value == value.to_integral_value() else 2, force_grouping=True)
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return ", ".join(sorted((in_words(one, field) for one in value), key=sort_key))
    return str(_chosen(value, field))


def _chosen(value, field):
    if isinstance(field, forms.ModelChoiceField) and not isinstance(value, Model):
        return field.queryset.model._base_manager.filter(pk=value).first() or value
    if isinstance(field, forms.ModelChoiceField) or not isinstance(field, forms.ChoiceField):
        return value
    return dict(field.choices).get(value, value)


@transaction.atomic
def create_api_token(*, user, by, **fields):
    """Returns the token itself, which is shown this once; `fields`: name, scope, ended_on of ApiToken."""
    return make_api_token(user=user, by=by, **fields)[0]


@transaction.atomic
def make_api_token(*, user, by, **fields):
    """The same, with its line in the log, for whoever is told of it."""
    token = tokens.new_token()
    made = ApiToken.objects.create(user=user, digest=tokens.digest(token), **fields)
    details = {
        "sleutel": f"{made.pk} {made.name}".strip(),
        "mag lezen": str(made.get_scope_display()),
        "geldig tot": in_words(made.ended_on),
    }
    line = write_log(
        by=by, verb="maakte een API-sleutel", subject=f"user:{user.pk}", label=str(user), details=details
    )
    return token, line


@transaction.atomic
def save_organisation(*, organisation, networks, version, changes, by):
    """Raises ChangedMeanwhile; `networks` is None where they are not this person's to change."""
    save_over(organisation, version=version)
    if networks is not None:
        organisation.networks.set(networks)
    write_log(
        by=by,
        verb="wijzigde een organisatie",
        subject=organisation.log_subject,
        label=str(organisation),
        details=changes,
    )
    return organisation


# What other rooms do when somebody's address was mended: called with contact, before (the old address) and by; each
# returns sentences for whoever mended it.
ADDRESS_CHANGED = []


@transaction.atomic
def save_contact(*, contact, version, changes, by):
    """Adds or changes a contact; the log names the organisation and the fields, never the person's data.

    Returns sentences about what came of it elsewhere. Raises ChangedMeanwhile.
    """
    verb = "wijzigde een contactpersoon" if contact.pk else "voegde een contactpersoon toe"
    is_new = _is_someone_new(contact)
    if is_new:
        contact.new_at = timezone.now()
    before = Contact.objects.filter(pk=contact.pk).values_list("email", flat=True).first() or ""
    if before != contact.email:
        sign_address(contact, by=by)
    save_over(contact, version=version)
    told = [] if is_new else follow_address(contact, before=before, by=by)
    organisation = contact.organisation
    write_log(
        by=by,
        verb=verb,
        subject=organisation.log_subject,
        label=str(organisation),
        details={"gewijzigd": ", ".join(changes)},
    )
    return told


def sign_address(contact, *, by):
    """On a contact that is about to be saved: every way in has to, or its address counts as seen by two."""
    contact.address_by, contact.address_at = by, timezone.now()


def follow_address(contact, *, before, by):
    """Once the contact is saved, the same person on another address than `before`. Returns sentences about what came of it."""
    if before == contact.email:
        return []
    return [words for follow in ADDRESS_CHANGED for words in follow(contact=contact, before=before, by=by)]


def _is_someone_new(contact):
    """A new record, or another name on it: someone who has to learn what the deals are about."""
    known = Contact.objects.filter(pk=contact.pk).values_list("name", flat=True).first()
    return known is None or fold(known) != fold(contact.name)


# What other rooms do when somebody was replaced: called with contact and successor.
CONTACT_REPLACED = []


@transaction.atomic
def replace_contact(*, contact, successor, hand_over, by):
    """The one ends the day before the other starts. Raises ChangedMeanwhile when someone did so already."""
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
        follow(contact=contact, successor=successor)
    organisation = contact.organisation
    verb, subject = "verving een contactpersoon", organisation.log_subject
    write_log(by=by, verb=verb, subject=subject, label=str(organisation))
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
        label = f"{len(made)} organisaties"
        write_log(by=by, verb="laadde organisaties uit het register", subject="organisations", label=label)
    return len(made)


@transaction.atomic
def load_merged(*, rows, by=None):
    """Makes the municipalities of before that are missing, with their successor; `rows` as in merged_municipalities.csv.

    Known by their name. One that is there keeps what people made of it. At most four queries; returns how many.
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
        label = f"{len(made)} opgeheven gemeenten"
        write_log(by=by, verb="laadde opgeheven gemeenten", subject="organisations", label=label)
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
        label = f"{len(made)} bekende organisaties"
        write_log(by=by, verb="laadde bekende organisaties", subject="organisations", label=label)
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
        label = f"{len(made)} lidmaatschappen"
        write_log(by=by, verb="laadde netwerken van gemeenten", subject="organisations", label=label)
    return len(made)


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
    """What somebody can end together with the old password; `field` is the tick box that asks it."""

    field: str
    label: Promise
    help_text: Promise
    has_any: Callable[[User], bool]
    end: Callable[[User], None]


# Added by rooms above.
ENDED_WITH_PASSWORD: list[EndedWithPassword] = []


@transaction.atomic
def reset_second_factor(*, user, by):
    """For who lost the phone: the next login asks to set up a new one. Returns the line in the log."""
    Authenticator.objects.filter(user=user).delete()
    return write_log(by=by, verb=_("wiste de tweede inlogstap"), subject=f"user:{user.pk}", label=str(user))


@transaction.atomic
def choose_digest(*, user, wants, by):
    """Whether the daily overview is mailed; who chooses the same again changes nothing."""
    if User.objects.filter(pk=user.pk, wants_digest=not wants).update(wants_digest=wants):
        verb = _("zette het dagelijkse overzicht aan") if wants else _("zette het dagelijkse overzicht uit")
        write_log(by=by, verb=verb, subject=f"user:{user.pk}", label=str(user))
    user.wants_digest = wants
    return user

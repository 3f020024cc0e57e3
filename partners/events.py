"""What the log tells of people, organisations and logging in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foundation.events import Audience, Changes, Event, FieldChange, Ref


class Result(StrEnum):
    """The result of logging in or out."""

    DONE = "done"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - no password
    WRONG_CODE = "wrong_code"
    ACCOUNT_CLOSED = "account_closed"
    TOO_MANY_TRIES = "too_many_tries"
    BY_THEMSELVES = "by_themselves"
    IDLE = "idle"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True)
class Visit:
    """`methods`: the steps of a login, or the second factor, as the library names them; `address` is
    erased after a while."""

    result: Result
    methods: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class ApiKey:
    key: int
    name: str
    scope: str
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class ContactChange:
    """`fields`: their labels, never their contents."""

    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    number: int


@dataclass(frozen=True, slots=True)
class AdminRow:
    """A row below the record, such as a role in a deal; `label`: what kind of row."""

    label: str
    text: str
    person: Ref | None = None


@dataclass(frozen=True, slots=True)
class AdminChange:
    """`rows`: those that were added or changed."""

    changes: tuple[FieldChange, ...] = ()
    rows: tuple[AdminRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountOfContact:
    organisation: str


class PartnerEvent(Event):
    ORGANISATION_ADDED = "organisation.added"
    ORGANISATION_CHANGED = "organisation.changed", Changes
    ORGANISATIONS_LOADED = "organisations.loaded", Loaded
    MERGED_LOADED = "organisations.merged_loaded", Loaded
    WELL_KNOWN_LOADED = "organisations.well_known_loaded", Loaded
    NETWORKS_LOADED = "organisations.networks_loaded", Loaded
    CONTACT_ADDED = "contact.added", ContactChange
    CONTACT_CHANGED = "contact.changed", ContactChange
    CONTACT_REPLACED = "contact.replaced"


class AccountEvent(Event):
    CREATED = "account.created"
    LINK_SENT = "account.link_sent"
    TIED_TO_CONTACT = "account.tied_to_contact", AccountOfContact
    API_KEY_MADE = "api_key.made", ApiKey
    API_KEY_REVOKED = "api_key.revoked"
    SECOND_FACTOR_RESET = "second_factor.reset"
    DIGEST_ON = "digest.switched_on"
    DIGEST_OFF = "digest.switched_off"
    LOGGED_IN = "login.done", Visit
    LOGGED_OUT = "login.ended", Visit
    LOGIN_REFUSED = "login.refused", Visit
    LOGIN_HELD_UP = "login.held_up", Visit
    FACTOR_ADDED = "second_factor.added", Visit
    FACTOR_REMOVED = "second_factor.removed", Visit
    PASSWORD_CHANGED = "password.changed", Visit
    PASSWORD_CHOSEN = "password.chosen_by_link", Visit
    PAGE_REFUSED = "page.refused", Visit
    LOST_MAILS_SENT = "lost_mails.sent_again", Loaded
    ADDED_IN_ADMIN = "admin.added", AdminChange, Audience.TEAM
    CHANGED_IN_ADMIN = "admin.changed", AdminChange, Audience.TEAM
    PERSON_SHOWN = "person.shown"
    PERSON_REMOVED = "person.removed"

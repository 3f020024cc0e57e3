"""What a kind of record of a deal takes part in, registered once per model: in deals/records, or by a room
above."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Choices, Model, QuerySet, TextChoices
from django.forms import BaseForm
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deals.models import Deal, Removable
from deals.sheet.tables import Column, Table
from foundation.queries.audit_log import LogLine
from partners.models import User
from partners.queries import Meant
from rendering.ical import Event

SAVED, REMOVE = _("Opgeslagen."), _("Verwijderen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """The model is a `Removable`: what was removed is listed and can be restored.

    `named_by`: relations that its name needs. `is_of_partner`: fewer people may see it than the deal; the
    model has `visible_to`. `permission`: on the record itself, besides the right to edit the deal.
    `undo_url`: the page that restores it, when that is not one of the deal. `has_a_second`: whether an equal
    record exists by now, where no constraint says so.
    """

    named_by: tuple[str, ...] = ()
    is_of_partner: bool = False
    permission: str = ""
    undo_url: Callable[[Model], str] | None = None
    has_a_second: Callable[[Model], bool] = lambda record: False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPage:
    """The pages that add, edit and remove one below its deal.

    `is_for_user`: the form takes `user`, because its choices depend on the user. `save`: called with the form
    and `by`, instead of actions.save_part. `crumb`: the tab's name, when it is in the breadcrumb.
    """

    form: Callable[..., BaseForm]
    add: Promise
    edit: Promise
    remove: Promise
    is_for_user: bool = False
    save: Callable[..., object] | None = None
    added: Promise = SAVED
    saved: Promise = SAVED
    remove_label: Promise = REMOVE
    crumb: Promise | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """A list that is exported but not imported; `name`, `title` and `columns` as of a table.

    A column's name is the path from the record to its value, in Django's notation. `rows` costs one query;
    `place`: the list's position among the others, last by default.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Deal, User], QuerySet[Model] | list[dict[str, object]] | list[LogLine]]
    place: int = 1000

    @property
    def table(self) -> Table:
        return Table(self.name, self.title, self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoWayList:
    """A list that goes out and is read in again, with one of the tables of deals/sheet/tables.py.

    `records`: in order, each with its organisation. `choices`: of a column the values there are; `choices_in`: those
    that are of this deal, {column: {value: what the reader sees}}.
    """

    table: Table
    records: Callable[[Deal], QuerySet[Model]]
    choices: Mapping[str, type[Choices]] = field(default_factory=dict)
    choices_in: Callable[[Deal], dict[str, dict[int, str]]] = lambda deal: {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """`find` gives those this user may see, in order; three queries at most, however many there are.

    `row_template` shows one `record`. `all_of_them`: the link to all, with their `number`; `found`: how many there are.
    `list_name`: of the address of a list that takes `q`; without one the search has a page of these alone.
    """

    find: Callable[[str, User, Meant], QuerySet[Model]]
    heading: Promise
    row_template: str
    all_of_them: Promise
    found: Promise
    list_name: str = ""


class Heading(TextChoices):
    """Of the parts of the daily overview, in their order."""

    LATE = "late", _("Te laat")
    SOON = "soon", _("Binnen twee weken")
    AGREEMENTS = "agreements", _("Afspraken")
    PEOPLE = "people", _("Nieuwe mensen")


@dataclass(frozen=True, slots=True)
class DigestPart:
    """`line`: of a row the sentence and its address; `rest_url`: where the rows are that the mail leaves out."""

    heading: Heading
    rows: Sequence[object]
    line: Callable[..., tuple[str, str]]
    rest_url: str


News = Callable[[Deal, User], list[DigestPart]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """`name` stands in addresses; `deal_path` leads from the record to its deal, as Django writes such a path.

    `tab`: the page of the deal it stands on, by the name of its address, or `url_of` a record when that is no tab.
    `calendar`: its days in these deals; one query. `digest`: asks what is new or due in these deals on a day, in two
    queries at most, and returns what tells it of one deal to one of its team.
    """

    name: str
    model: type[Model]
    deal_path: str = "deal"
    tab: str = "planning"
    url_of: Callable[[Model], str] | None = None
    visible: Callable[[QuerySet[Model], User], QuerySet[Model]] = lambda rows, user: rows
    removal: Removal | None = None
    page: EditPage | None = None
    exports: Sequence[Export] = ()
    two_way: TwoWayList | None = None
    calendar: Callable[[Sequence[Deal], User], Iterable[Event]] | None = None
    search: Search | None = None
    digest: Callable[[Sequence[Deal], Sequence[User], date], News] | None = None

    def of(self, deal: Deal, *, with_removed: bool = False) -> QuerySet[Model]:
        """Those of this deal, each with it; none of a whole that was removed itself. No query."""
        manager = self.model.with_removed if with_removed else self.model.objects
        parent, _sep, _deal = self.deal_path.rpartition("__")
        found = manager.filter(**{self.deal_path: deal}).select_related(self.deal_path)
        whole = self.model._meta.get_field(parent).related_model if parent else None
        is_removable = isinstance(whole, type) and issubclass(whole, Removable)
        return found.filter(**{f"{parent}__deleted_at": None}) if is_removable else found

    def page_of(self, record: Model) -> str:
        """The address of the page on which it stands, or stood."""
        if self.url_of:
            return self.url_of(record)
        return reverse(f"deals:{self.tab}", args=[record.deal.slug])


def deal_url(name: str, *args: object) -> str:
    """Of a page of a deal, with the address of the portal: for mails."""
    return settings.SITE_URL + reverse(f"deals:{name}", args=args)


KINDS: dict[str, RecordKind] = {}


def register(*kinds: RecordKind) -> None:
    """When a room is ready; a name is an address, so that no two have the same."""
    for kind in kinds:
        if kind.name in KINDS:
            raise ImproperlyConfigured(f"two kinds of record are called {kind.name}")
        KINDS[kind.name] = kind


def kind_of(record: Model) -> RecordKind:
    return next(kind for kind in KINDS.values() if kind.model is type(record))


def removable_kinds() -> dict[str, RecordKind]:
    return {name: kind for name, kind in KINDS.items() if kind.removal}


def put_back_at_deal() -> dict[str, RecordKind]:
    """Those that the pages of the deal list and put back."""
    return {name: kind for name, kind in KINDS.items() if kind.removal and not kind.removal.undo_url}


def kinds_with_page() -> dict[str, RecordKind]:
    return {name: kind for name, kind in KINDS.items() if kind.page}


def searched_kinds() -> list[RecordKind]:
    return [kind for kind in KINDS.values() if kind.search]


def two_way_lists() -> dict[str, TwoWayList]:
    """By the name of the table."""
    return {kind.two_way.table.name: kind.two_way for kind in KINDS.values() if kind.two_way}


def exports() -> dict[str, Export]:
    """By the name of the table, in the order of a workbook with all of them."""
    found = [export for kind in KINDS.values() for export in kind.exports]
    return {one.name: one for one in sorted(found, key=lambda one: one.place)}

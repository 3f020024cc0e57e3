"""What hangs on a deal and is made, changed and removed in one way; and an extension."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from deals import actions
from deals.breadcrumbs import crumbs
from deals.forms import (
    ActionPointForm,
    AnchoringDocumentForm,
    BodyForm,
    ContributionForm,
    CourseChangeForm,
    DecisionForm,
    ExtensionForm,
    PartForm,
    PublicationForm,
    RelationForm,
    SigningMomentForm,
    WantedPartnerForm,
)
from deals.models import (
    ActionPoint,
    AnchoringDocument,
    Body,
    Contribution,
    CourseChange,
    Decision,
    Part,
    Publication,
    Relation,
    SigningMoment,
    WantedPartner,
)
from deals.views.access import get_deal, get_part
from deals.views.records import run_remove, run_save
from foundation.form_page import run_form
from partners.actions import changes_of


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that hangs on a deal and is made, changed and removed in the same way."""

    model: type
    form: Callable
    manager: str
    add: Promise
    edit: Promise
    remove: Promise
    save: Callable = actions.save_part


def _save_body(**given):
    return actions.save_body(day=timezone.localdate(), **given)


def _for_anyone(form):
    """A form that offers the same to everyone who may fill it in."""
    return lambda *args, user, **options: form(*args, **options)


PIECES = {
    "onderdelen": Piece(
        Part,
        _for_anyone(PartForm),
        "parts",
        gettext_lazy("Onderdeel toevoegen"),
        gettext_lazy("Onderdeel bewerken"),
        gettext_lazy("Dit onderdeel verwijderen?"),
    ),
    "bijstellingen": Piece(
        CourseChange,
        _for_anyone(CourseChangeForm),
        "course_changes",
        gettext_lazy("Bijstelling vastleggen"),
        gettext_lazy("Bijstelling bewerken"),
        gettext_lazy("Deze bijstelling verwijderen?"),
    ),
    "borging": Piece(
        AnchoringDocument,
        _for_anyone(AnchoringDocumentForm),
        "anchoring_documents",
        gettext_lazy("Borgingsdocument toevoegen"),
        gettext_lazy("Borgingsdocument bewerken"),
        gettext_lazy("Dit borgingsdocument verwijderen?"),
    ),
    "gezocht": Piece(
        WantedPartner,
        _for_anyone(WantedPartnerForm),
        "wanted_partners",
        gettext_lazy("Gezochte partner toevoegen"),
        gettext_lazy("Gezochte partner bewerken"),
        gettext_lazy("Deze gezochte partner verwijderen?"),
    ),
    "bijdragen": Piece(
        Contribution,
        _for_anyone(ContributionForm),
        "contributions",
        gettext_lazy("Bijdrage per soort of netwerk toevoegen"),
        gettext_lazy("Bijdrage per soort of netwerk bewerken"),
        gettext_lazy("Deze bijdrage verwijderen?"),
    ),
    "verbanden": Piece(
        Relation,
        RelationForm,
        "relations",
        gettext_lazy("Verband met een andere deal toevoegen"),
        gettext_lazy("Verband bewerken"),
        gettext_lazy("Dit verband verwijderen?"),
    ),
    "overleggen": Piece(
        Body,
        _for_anyone(BodyForm),
        "bodies",
        gettext_lazy("Overleg toevoegen"),
        gettext_lazy("Overleg bewerken"),
        gettext_lazy("Dit overleg verwijderen, met zijn leden?"),
        save=_save_body,
    ),
    "besluiten": Piece(
        Decision,
        _for_anyone(DecisionForm),
        "decisions",
        gettext_lazy("Besluit vastleggen"),
        gettext_lazy("Besluit bewerken"),
        gettext_lazy("Dit besluit verwijderen?"),
    ),
    "actiepunten": Piece(
        ActionPoint,
        _for_anyone(ActionPointForm),
        "action_points",
        gettext_lazy("Actiepunt toevoegen"),
        gettext_lazy("Actiepunt bewerken"),
        gettext_lazy("Dit actiepunt verwijderen?"),
    ),
    "ondertekening": Piece(
        SigningMoment,
        _for_anyone(SigningMomentForm),
        "signing_moments",
        gettext_lazy("Ondertekenmoment toevoegen"),
        gettext_lazy("Ondertekenmoment bewerken"),
        gettext_lazy("Dit ondertekenmoment verwijderen?"),
    ),
    "publicaties": Piece(
        Publication,
        _for_anyone(PublicationForm),
        "publications",
        gettext_lazy("Publicatie toevoegen"),
        gettext_lazy("Publicatie bewerken"),
        gettext_lazy("Deze publicatie verwijderen?"),
    ),
}


PAGE_OF = {"onderdelen": "detail", "verbanden": "detail", "gezocht": "partners", "bijdragen": "partners"}


class PieceConverter:
    """In an address only the pieces there are."""

    regex = "|".join(PIECES)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


@require_http_methods(["GET", "HEAD", "POST"])
def add_piece(request, slug, what):
    deal, piece = get_deal(request, slug, "deals.edit_deal"), PIECES[what]
    return _run(request, piece, lambda: piece.model(deal=deal), title=piece.add, **_page(deal, what))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_piece(request, slug, what, pk):
    piece = PIECES[what]
    found = get_part(request, slug, pk, piece.manager)
    return _run(
        request,
        piece,
        lambda: get_part(request, slug, pk, piece.manager),
        title=piece.edit,
        extra_url=reverse("deals:piece_delete", args=[slug, what, pk]),
        extra_label=_("Verwijderen"),
        **_page(found.deal, what),
    )


def _run(request, piece, instance, **page):
    return run_save(
        request,
        lambda: piece.form(request.POST or None, instance=instance(), user=request.user),
        save=piece.save,
        **page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete_piece(request, slug, what, pk):
    piece = PIECES[what]
    found = get_part(request, slug, pk, piece.manager)
    return run_remove(request, found, question=piece.remove, **_page(found.deal, what))


@require_http_methods(["GET", "HEAD", "POST"])
def extend_deal(request, slug):
    """A later end, with the reason; the end of before stays among the dates."""
    deal = get_deal(request, slug, "deals.edit_deal")

    def save(form):
        actions.extend_deal(
            deal=form.instance,
            version=form.read_version,
            changes=changes_of(form),
            reason=_("verlengd: %(reason)s") % {"reason": form.cleaned_data["reason"]},
            by=request.user,
        )

    return run_form(
        request,
        lambda: ExtensionForm(request.POST or None, instance=get_deal(request, slug)),
        save,
        done=_("De deal is verlengd. Het eerdere einde staat bij Looptijd en data."),
        title=_("Deal verlengen"),
        **_page(deal, "data"),
    )


def _page(deal, anchor):
    page = PAGE_OF.get(anchor, "planning")
    back = reverse(f"deals:{page}", args=[deal.slug])
    return {"back": f"{back}#{anchor}", "crumbs": crumbs(deal)}

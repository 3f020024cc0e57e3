"""Besides the statements: withdrawing, handing over, and the organisation's commitments."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundation.personal_link import Notice
from impacttool.actions import answers, confirmations, invitations
from impacttool.forms.confirmations import ConfirmationForm, ContactForm
from impacttool.forms.invitations import HandOverForm
from impacttool.queries import confirmations as confirmation_queries
from impacttool.queries import respondents
from impacttool.save_order import read_order
from impacttool.views.visit import new_ticket, respondent_page, show_notice

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
@respondent_page
def withdraw_answers(request, visit):
    """Asks for confirmation; the link keeps working."""
    own = respondents.own_answers(visit.token)
    if request.method == "POST":
        order = read_order(request.POST.get("stand", ""))
        try:
            answers.withdraw_answers(
                invitation=visit.invitation, token=visit.token, now=visit.now, order=order
            )
        except answers.OlderSave:
            return show_notice(request, _sent_since(), visit.invitation)
        return show_notice(request, _withdrawn(), visit.invitation)
    if not own.exists:
        return redirect(visit.url("fill_in"))
    context = _context(visit) | {"own": own, "ticket": new_ticket(request, own.stored)}
    return render(request, "impacttool/respondent_withdraw.html", context)


@form_methods
@respondent_page
def hand_over(request, visit):
    """The next page is the same whether or not the colleague already had a link."""
    own = respondents.own_answers(visit.token)
    if own.is_sent:
        return redirect(visit.url("receipt"))
    form = HandOverForm(_sent(request), own_email=visit.invitation.email)
    if request.method == "POST" and form.is_valid():
        invitations.hand_over(
            invitation=visit.invitation,
            token=visit.token,
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            now=visit.now,
        )
        return show_notice(request, _handed_over(form.cleaned_data["name"]), visit.invitation)
    context = _context(visit) | {"form": form, "own": own}
    return render(
        request, "impacttool/respondent_hand_over.html", context, status=422 if form.errors else 200
    )


@form_methods
@respondent_page
def confirm_commitments(request, visit):
    """On behalf of the organisation, separate from the answers; optional."""
    said = confirmation_queries.confirmations_of(visit.invitation)
    forms = [
        ConfirmationForm(_sent(request), commitment=commitment, confirmation=said.get(commitment.pk))
        for commitment in confirmation_queries.commitments_of(visit.invitation)
    ]
    if not forms:
        return redirect(visit.url("fill_in"))
    contact = ContactForm(_sent(request))
    if request.method == "POST" and _store_confirmations(visit, forms, contact):
        return redirect(visit.url("hand_over" if contact.cleaned_data["is_right"] == "nee" else "fill_in"))
    context = _context(visit) | {"forms": forms, "contact": contact}
    status = 422 if request.method == "POST" else 200
    return render(request, "impacttool/respondent_commitments.html", context, status=status)


def _store_confirmations(visit, forms, contact):
    """Whether it was stored. If not, the forms show the errors or a colleague's answer, and keep the input."""
    if not all([contact.is_valid(), *[form.is_valid() for form in forms]]):
        return False
    try:
        confirmations.confirm_commitments(
            invitation=visit.invitation,
            token=visit.token,
            said=[form.said for form in forms if form.said],
            contact_is_right=contact.cleaned_data["is_right"] != "nee",
            now=visit.now,
        )
    except confirmations.SaidMeanwhile as clash:
        for form in forms:
            if form.commitment.pk in clash.commitment_ids:
                form.show_clash()
        return False
    return True


def _sent(request):
    """None for a GET, to distinguish it from an empty submitted form."""
    return request.POST if request.method == "POST" else None


def _context(visit):
    survey = visit.invitation.survey
    return {"invitation": visit.invitation, "deal": survey.deal, "round": survey.round}


def _withdrawn():
    return Notice(
        200,
        _("Uw antwoorden zijn ingetrokken"),
        (
            _("Alles wat u had ingevuld is verwijderd en telt niet meer mee."),
            _(
                "Bedenkt u zich? Zolang de meting open is, werkt de link in uw mail en kunt u opnieuw beginnen."
            ),
        ),
    )


def _sent_since():
    return Notice(
        409,
        _("Uw antwoorden zijn niet ingetrokken"),
        (
            _("Nadat u deze pagina opende, hebt u opnieuw verstuurd. Dat telt mee."),
            _("Wilt u het toch intrekken, open dan de link in uw mail en kies Intrekken."),
        ),
    )


def _handed_over(name):
    return Notice(
        200,
        _("Uw uitnodiging is overgedragen"),
        (
            _("%(name)s krijgt een mail met een eigen link. Uw link werkt niet meer.") % {"name": name},
            _("Wat u al had ingevuld is verwijderd; uw collega begint opnieuw."),
        ),
    )

"""The mails about yearly reports, for Agenda Stad; and the report opened by the personal link in such a mail.

The personal link starts no session and needs no account: its key is kept in a cookie for the pages of this mail only.
"""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.form_page import run_confirm
from foundation.personal_link import COOKIE, Notice, redirect_with_key, show_notice
from partners.permissions import require
from reports.actions import partner_mails as actions
from reports.models import PartnerReportMail
from reports.queries import partner_mails as queries
from reports.queries.partner_year import partner_year, partner_years
from reports.views.partner_reports import known_year, pdf_response, report_context

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
def send_mails(request, year):
    """Asks for confirmation with the number of mails; `?organisatie=7` limits it to that organisation."""
    require(request.user, "reports.make_partner_reports")
    lines = _lines(request, known_year(year))
    number, back = queries.mail_count(lines), reverse("programme_reports:partner_reports", args=[year])
    if not number and request.method != "POST":
        messages.info(request, _("Er is niemand die nog een mail moet krijgen."))
        return redirect(back)
    seal = request.POST.get("seal", "")
    return run_confirm(
        request,
        lambda: _plan(lines, year, seal, request.user),
        done=_("De mails worden verzonden. Hieronder ziet u wat er van elke mail wordt."),
        back=back,
        title=_("Jaarrapporten mailen"),
        crumbs=_crumbs(year, _("Mailen")),
        question=_("%(number)s mails versturen?") % {"number": number}
        if number != 1
        else _("1 mail versturen?"),
        text=_explained(lines, year),
        label=_("Versturen"),
        hidden={"seal": queries.seal_of(lines)},
    )


def _lines(request, year):
    wanted = request.GET.get("organisatie", "")
    found = partner_years(year, day=timezone.localdate())
    if wanted:
        found = [facts for facts in found if str(facts.organisation_id) == wanted]
    return [line for line in queries.lines_of(found, year, now=timezone.now()) if line.waiting]


def _explained(lines, year):
    words = _(
        "Elke contactpersoon krijgt één mail met een link naar het jaarrapport %(year)s van de eigen organisatie: %(names)s. "
        "Wie een account heeft, logt in; wie er geen heeft, krijgt een persoonlijke link die %(days)s dagen werkt. "
        "In de mail zelf staat niets uit het rapport. Een verstuurde mail haalt u niet terug."
    )
    names = (
        lines[0].facts.organisation
        if len(lines) == 1
        else _("%(number)s organisaties") % {"number": len(lines)}
    )
    return words % {"year": year, "names": names, "days": actions.LINK_FOR.days}


def _plan(lines, year, seal, by):
    actions.plan_mails(lines=lines, year=year, seal=seal, by=by, now=timezone.now())


def _crumbs(year, last):
    name = _("Jaarrapporten %(year)s") % {"year": year}
    return [
        (_("Programma"), reverse("programme:overview")),
        (name, reverse("programme_reports:partner_reports", args=[year])),
        (last, ""),
    ]


def _mail(request, pk):
    require(request.user, "reports.make_partner_reports")
    found = PartnerReportMail.objects.select_related("organisation", "contact", "outgoing")
    return get_object_or_404(found, pk=pk)


@require_http_methods(READ_OR_SEND)
def send_mail_again(request, pk):
    mail = _mail(request, pk)
    return run_confirm(
        request,
        lambda: _again(mail, request.user),
        done=_("De mail wordt opnieuw verzonden."),
        back=reverse("programme_reports:partner_reports", args=[mail.year]),
        title=_("Mail opnieuw versturen"),
        crumbs=_crumbs(mail.year, _("Opnieuw versturen")),
        question=_("De mail aan %(name)s opnieuw versturen?") % {"name": mail.contact},
        text=mail.outgoing.reason
        or _("De link van de vorige mail werkt niet meer. Er komt een nieuwe link in de mail."),
        label=_("Opnieuw versturen"),
    )


def _again(mail, by):
    actions.send_again(mail=mail, by=by, now=timezone.now())


@require_http_methods(READ_OR_SEND)
def revoke_link(request, pk):
    mail = _mail(request, pk)
    return run_confirm(
        request,
        lambda: actions.revoke(mail=mail, by=request.user, now=timezone.now()),
        done=_("De link werkt niet meer."),
        back=reverse("programme_reports:partner_reports", args=[mail.year]),
        title=_("Persoonlijke link intrekken"),
        crumbs=_crumbs(mail.year, _("Link intrekken")),
        question=_("De persoonlijke link van %(name)s intrekken?") % {"name": mail.contact},
        text=_(
            "De link opent het rapport daarna niet meer. Met “Opnieuw versturen” krijgt deze persoon een nieuwe."
        ),
        label=_("Link intrekken"),
        danger=True,
    )


@login_not_required
@require_safe
def open_link(request, token):
    """Moves the key from the address bar to a cookie. Safe for mail scanners: it changes nothing."""
    now = timezone.now()
    mail = queries.mail_by_token(token)
    notice = _wrong_link() if mail is None else _refusal(mail, now)
    if notice:
        return show_notice(request, notice)
    first_page = reverse("programme_reports:partner_report_read", args=[mail.public_id])
    return redirect_with_key(first_page, token, max_age=mail.expires_at - now)


def _with_key(view):
    """Passes the mail of the reader's key to the view, or says plainly why the key does not work."""

    @login_not_required
    @require_safe
    @wraps(view)
    def opened(request, public_id):
        mail = queries.mail_by_public_id(public_id)
        if mail is None or not queries.opens(request.COOKIES.get(COOKIE, ""), mail):
            return show_notice(request, _wrong_link())
        notice = _refusal(mail, timezone.now())
        response = show_notice(request, notice) if notice else view(request, mail)
        response["Cache-Control"] = "no-store"
        return response

    return opened


@_with_key
def read_report(request, mail):
    context = report_context(_facts(mail))
    context["pdf_url"] = reverse("programme_reports:partner_report_read_file", args=[mail.public_id])
    return render(request, "reports/partner_report.html", context)


@_with_key
def read_report_file(request, mail):
    return pdf_response(_facts(mail))


def _facts(mail):
    return partner_year(mail.organisation, mail.year, day=timezone.localdate())


def _refusal(mail, now):
    """The Notice for a key that gives no access, or None."""
    if mail.revoked_at or not queries.is_still_contact(mail, now=now):
        return Notice(
            410, _("Deze link is ingetrokken"), (_("Klopt dit niet, vraag het dan aan Agenda Stad."),)
        )
    if mail.expires_at <= now:
        return Notice(410, _("Deze link is verlopen"), (_("Vraag Agenda Stad om een nieuwe link."),))
    if mail.contact.user_id is not None:
        text = _(
            "U hebt intussen een account. Log in en lees het jaarrapport op de pagina van uw organisatie."
        )
        return Notice(403, _("Log in om het jaarrapport te lezen"), (text,))
    return None


def _wrong_link():
    return Notice(
        404,
        _("Deze link werkt niet"),
        (
            _(
                "Misschien is de link niet helemaal meegekomen, of verlopen. Open hem rechtstreeks vanuit de mail."
            ),
            _("Blijft het misgaan, vraag Agenda Stad dan om het rapport."),
        ),
    )

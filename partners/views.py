"""Pages of organisations, their contacts, the log, and a user's own settings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.core.signing import BadSignature, SignatureExpired
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from foundation.concurrent_edit import ChangedMeanwhile, GoneMeanwhile, Happened, status_of, with_taken
from foundation.field_changes import changes_of
from foundation.models import AuditEvent
from foundation.queries import audit_log
from foundation.return_url import return_url
from foundation.submission import once
from partners import actions, lost_mails, mailing, queries
from partners.api_log import KEPT_FOR
from partners.forms.account import SettingsForm
from partners.forms.filters import ApiCallFilter, LogFilter, OrganisationFilter
from partners.forms.organisation import ContactReplaceForm, OrganisationForm, contact_form
from partners.models import ApiCall, Contact, Organisation
from partners.name_register import membership
from partners.permissions import require

A_PAGE = 50


def _organisation(request, pk, permission):
    """Fetches and checks in one step; 403 without the permission on this organisation."""
    organisation = get_object_or_404(Organisation.objects.select_related("province", "successor"), pk=pk)
    require(request.user, permission, organisation)
    return organisation


@login_not_required
@require_safe
def show_list(request):
    found = OrganisationFilter(
        request.GET, queryset=queries.organisations_to_list(request.user), user=request.user
    )
    page = Paginator(found.qs, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": found.form,
        "is_opening": found.is_opening,
        "page": page,
        "ended": found.ended,
        "today": timezone.localdate(),
    }
    return render(request, "partners/organisation_list.html", context)


@login_not_required
@require_safe
def show_organisation(request, pk):
    organisation = get_object_or_404(Organisation.objects.select_related("province", "successor"), pk=pk)
    user, today = request.user, timezone.localdate()
    context = {
        "organisation": organisation,
        "today": today,
        "participations": queries.deals_of(organisation, user),
        "networks": [
            (one, membership(organisation.cbs_code, one.code)) for one in organisation.networks.all()
        ],
        "predecessors": queries.kin_of(organisation),
        "municipality_count": queries.municipality_count(organisation),
        "may_edit": user.has_perm("partners.edit_organisation", organisation),
        "may_edit_contacts": user.has_perm("partners.edit_contacts", organisation),
        "may_read_contacts": user.has_perm("partners.read_contacts", organisation),
        "may_read_notes": user.is_authenticated and (user.is_programme_staff or user.is_administrator),
        "may_read_log": user.has_perm("partners.read_log"),
        "may_read_year_report": user.has_perm("partners.read_year_report", organisation),
        "last_year": today.year - 1,
    }
    if context["may_read_contacts"]:
        context["contacts"], context["former_contacts"] = queries.contacts_by_period(
            organisation, user, today
        )
    return render(request, "partners/organisation_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_organisation(request, pk):
    organisation = _organisation(request, pk, "partners.edit_organisation")
    form = _organisation_form(request, organisation)
    if request.method == "POST" and form.is_valid():
        try:
            _save_organisation(form, request.user)
        except ChangedMeanwhile:
            form = _organisation_form(request, _organisation(request, pk, "partners.edit_organisation"))
            form.is_valid()
        else:
            messages.success(request, with_taken(_("De organisatie is opgeslagen."), form))
            return redirect(organisation)
    crumbs = [(_("Partners"), reverse("partners:list")), (organisation.name, organisation.get_absolute_url())]
    page = {"form": form, "title": _("Organisatie bewerken"), "crumbs": crumbs}
    page |= {"back": organisation.get_absolute_url()}
    return render(request, "partners/form.html", page, status=status_of(form))


def _organisation_form(request, organisation):
    is_for_programme = request.user.has_perm("partners.add_organisation_entry")
    return OrganisationForm(request.POST or None, instance=organisation, is_for_programme=is_for_programme)


def _save_organisation(form, user):
    actions.save_organisation(
        organisation=form.instance,
        networks=form.cleaned_data.get("networks"),
        version=form.read_version,
        changes=changes_of(form),
        by=user,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_contact(request, pk):
    organisation = _organisation(request, pk, "partners.edit_contacts")
    return _contact_page(request, lambda: Contact(organisation=organisation), _("Contactpersoon toevoegen"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_contact(request, pk, contact_pk):
    organisation = _organisation(request, pk, "partners.edit_contacts")
    return _contact_page(
        request, lambda: _contact(request, organisation, contact_pk), _("Contactpersoon bewerken")
    )


def _contact(request, organisation, pk):
    """404 for a contact this user may not read, 403 for one this user may not change."""
    found = queries.contacts_of(organisation, request.user).select_related("organisation", "successor")
    contact = get_object_or_404(found, pk=pk)
    require(request.user, "partners.change_contacts", contact)
    return contact


@require_http_methods(["GET", "HEAD", "POST"])
def replace_contact(request, pk, contact_pk):
    """Ends one contact and starts the next; a contact that was replaced has no such page any more."""
    organisation = _organisation(request, pk, "partners.edit_contacts")
    contact = _contact(request, organisation, contact_pk)
    if contact.successor:
        raise GoneMeanwhile(_replaced(contact))
    initial = {"level": contact.level, "function": contact.function, "from_on": timezone.localdate()}
    form = ContactReplaceForm(request.POST or None, contact=contact, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _replace(request, contact, form)
    title = _("%(name)s vervangen door") % {"name": contact.name}
    return _form_page(request, organisation, form, title)


def _replaced(contact):
    words = {"name": contact.name, "successor": contact.successor.name}
    return Happened(
        text=_("%(name)s heeft al een opvolger: %(successor)s.") % words,
        back=contact.organisation.get_absolute_url(),
        back_label=_("Terug naar de organisatie"),
        models=(Contact,),
    )


def _contact_page(request, read, title):
    """`read` reads the contact again, so that a late form shows what is stored now."""
    form = _contact_form(request, read())
    organisation = form.instance.organisation
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, return_url(request, organisation.get_absolute_url())):
                told = form.store(by=request.user)
        except ChangedMeanwhile:
            form = _contact_form(request, read())
        else:
            messages.success(request, with_taken(_("De contactpersoon is opgeslagen."), form))
            for words in told:
                messages.info(request, words)
            return redirect(return_url(request, organisation.get_absolute_url()))
    return _form_page(request, organisation, form, title)


def _contact_form(request, contact):
    """The address may name the deal from which a contact is added."""
    deal = request.GET.get("deal", "")
    return contact_form()(request.POST or None, instance=contact, user=request.user, deal=deal)


def _replace(request, contact, form):
    hand_over = form.cleaned_data["hand_over"]
    url = return_url(request, contact.organisation.get_absolute_url())
    try:
        with once(request, url):
            actions.replace_contact(
                contact=contact, successor=form.instance, hand_over=hand_over, by=request.user
            )
    except ChangedMeanwhile:
        messages.error(request, _("Iemand anders legde intussen al een opvolger vast."))
    else:
        messages.success(request, _("De opvolger is vastgelegd."))
    return redirect(url)


def _form_page(request, organisation, form, title):
    crumbs = [(_("Partners"), reverse("partners:list")), (organisation.name, organisation.get_absolute_url())]
    back = return_url(request, organisation.get_absolute_url())
    page = {"form": form, "title": title, "crumbs": crumbs, "back": back}
    return render(request, "partners/form.html", page, status=status_of(form))


@require_safe
def show_log(request):
    require(request.user, "partners.read_log")
    found = LogFilter(request.GET, queryset=AuditEvent.objects.all())
    page = Paginator(found.qs, A_PAGE).get_page(request.GET.get("page"))
    page.object_list = audit_log.read(page.object_list, reader=request.user)
    return render(request, "partners/log_list.html", {"form": found.form, "page": page})


@require_safe
def show_api_calls(request):
    require(request.user, "partners.read_log")
    found = ApiCallFilter(request.GET, queryset=ApiCall.objects.all())
    page = Paginator(found.qs, A_PAGE).get_page(request.GET.get("page"))
    context = {"form": found.form, "page": page, "kept_for": KEPT_FOR.days}
    return render(request, "partners/api_call_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_lost_mails(request):
    """Mails that did not arrive and that no other page reports; a POST sends all of them again."""
    require(request.user, "partners.read_log")
    if request.method == "POST":
        lost_mails.send_again(by=request.user, now=timezone.now())
        messages.success(request, _("De mails die niet aankwamen, worden opnieuw verstuurd."))
        return redirect("partners:lost_mails")
    context = {"mails": lost_mails.lost_mails(now=timezone.now()), "days": lost_mails.SHOWN_FOR.days}
    return render(request, "partners/lost_mails.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_settings(request):
    user = request.user
    sent = request.POST if request.method == "POST" else None
    form = SettingsForm(sent, initial={"wants_digest": user.wants_digest})
    if sent is not None and form.is_valid():
        actions.choose_digest(user=user, wants=form.cleaned_data["wants_digest"], by=user)
        messages.success(request, _("Uw instellingen zijn opgeslagen."))
        return redirect("own:settings")
    return render(
        request, "partners/settings.html", {"form": form, "last": user.digests.select_related("mail").first()}
    )


@csrf_exempt  # the key in the address identifies the reader: mail programs post here by themselves (RFC 8058)
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_digest(request, token):
    """One click for the reader of a mail, without logging in; a GET changes nothing, because scanners open
    links."""
    try:
        reader = mailing.reader_of(token)
    except SignatureExpired:
        return _not_stopped(request, 410, _("Deze link is verlopen. Neem de link uit een nieuwere mail."))
    except BadSignature:
        return _not_stopped(
            request, 404, _("Deze link klopt niet. Misschien is hij niet helemaal meegekomen.")
        )
    if request.user.is_authenticated and request.user != reader:
        return _not_stopped(
            request, 403, _("Deze link hoort bij een ander account dan waarmee u bent ingelogd.")
        )
    if request.method == "POST":
        actions.choose_digest(user=reader, wants=False, by=reader)
    return _stop_page(request, {"reader": reader})


def _not_stopped(request, status, refusal):
    return _stop_page(request, {"refusal": refusal}, status=status)


def _stop_page(request, page, **options):
    page["title"] = _("Dagelijks overzicht")
    response = render(request, "partners/digest_stop.html", page, **options)
    response["Cache-Control"] = "no-store"
    return response

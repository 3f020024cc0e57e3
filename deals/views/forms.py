"""The one way a form page works: show, check, one action, back; or the form again with what was typed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from deals.actions import ChangedMeanwhile


def run_form(request, make_form, save, *, done, back, **page):
    """`make_form` reads the record anew, so that a form that came too late shows what is stored now.

    `page`: title, deal, submit, intro, delete_url ... of templates/deals/form.html.
    """
    form = make_form()
    if request.method == "POST" and form.is_valid():
        try:
            save(form)
        except ChangedMeanwhile:
            form = make_form()
            form.is_valid()
        if form.is_valid():
            messages.success(request, done)
            return redirect(back)
    return render(request, "deals/form.html", {"form": form, "back": back, **page})


def run_confirm(request, act, *, done, back, **page):
    """A question with one button; `page`: deal, title, question, text, label, danger."""
    if request.method == "POST":
        act()
        messages.success(request, done)
        return redirect(back)
    return render(request, "deals/confirm.html", {"back": back, **page})


def crumbs(deal, *more):
    """Breadcrumb to a page below this deal."""
    return [(_("Deals"), reverse("deals:list")), (deal.name, deal.get_absolute_url()), *more]

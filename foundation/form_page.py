"""The form page: show, check, one action, redirect; or the form again with what was typed."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from foundation.concurrent_edit import CONFLICT, ChangedMeanwhile, status_of, with_taken
from foundation.return_url import return_url
from foundation.submission import once

MEANWHILE = gettext_lazy("Iemand anders heeft dit intussen gewijzigd. Er is niets opgeslagen.")
LOOK_AGAIN = gettext_lazy("Kijk het na en bevestig opnieuw.")
Form = TypeVar("Form", bound=BaseForm)


def run_form(
    request: HttpRequest,
    make_form: Callable[[], Form],
    save: Callable[[Form], object],
    *,
    done: str,
    back: str,
    **page: object,
) -> HttpResponse:
    """`make_form` reads the record again, so that a late form shows what is stored now.

    On ChangedMeanwhile, or a simultaneous duplicate, nothing is stored and the form says so. `page`: title,
    deal, submit, intro, delete_url ... of templates/components/form_page.html.
    """
    form, back, status = make_form(), return_url(request, back), None
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, back):
                save(form)
        except (ChangedMeanwhile, IntegrityError):
            form = make_form()
            if form.is_valid():
                form.add_error(None, f"{MEANWHILE} {LOOK_AGAIN}")
            status = CONFLICT
        else:
            messages.success(request, with_taken(done, form))
            return redirect(back)
    page |= {"form": form, "back": back}
    return render(request, "components/form_page.html", page, status=status or status_of(form))


def run_confirm(
    request: HttpRequest,
    act: Callable[[], object],
    *,
    done: str,
    back: str,
    record: Model | None = None,
    hidden: Mapping[str, object] | None = None,
    **page: object,
) -> HttpResponse:
    """A confirmation page with one button; `page`: deal, title, question, text, label, danger, hidden.

    With a `record` the confirmation applies to the version that was shown; for a newer one it asks again.
    """
    back = return_url(request, back)
    version = str(getattr(record, "version", ""))
    if request.method == "POST" and request.POST.get("version", version) == version:
        try:
            with once(request, back):
                act()
        except (ChangedMeanwhile, IntegrityError):
            messages.error(request, MEANWHILE)
        else:
            messages.success(request, done)
        return redirect(back)
    is_late = request.method == "POST"
    if is_late:
        messages.error(request, f"{MEANWHILE} {LOOK_AGAIN}")
    sent_along = {**(hidden or {}), **({"version": version} if version else {})}
    page |= {"back": back, "hidden": sent_along}
    return render(request, "components/confirm_page.html", page, status=CONFLICT if is_late else 200)

"""How a record of a deal is changed and removed, whatever it is."""

from django.utils.translation import gettext as _

from deals import actions
from deals.views.removed import said_removed
from foundation.form_page import run_confirm, run_form
from partners.actions import changes_of


def run_save(request, make_form, *, save=actions.save_part, done="", **page):
    """`make_form` and `page` as in run_form; `save` is called as actions.save_part is."""
    return run_form(
        request,
        make_form,
        lambda form: save(
            part=form.instance, version=form.read_version, changes=changes_of(form), by=request.user
        ),
        done=done or _("Opgeslagen."),
        **page,
    )


def run_remove(request, record, *, question, remove=None, **page):
    """Asks first; the message afterwards has the way back."""
    return run_confirm(
        request,
        remove or (lambda: actions.remove_part(part=record, by=request.user)),
        done=said_removed(record),
        question=question,
        label=_("Verwijderen"),
        danger=True,
        record=record,
        **{"text": str(record), "title": question} | page,
    )

"""The list of themes, and the texts of a round with their themes."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.field_changes import changes_of
from foundation.form_page import run_form
from partners.permissions import require
from reports.actions import themes as actions
from reports.forms.programme_reports import MarkForm, ThemeForm
from reports.models import MarkedText, Theme
from reports.queries import marked_texts as queries
from reports.views.programme_reports import PERMISSION, READ_OR_SEND, crumbs, round_to_keep


@require_safe
def list_themes(request):
    require(request.user, PERMISSION)
    return render(
        request,
        "reports/theme_list.html",
        {"themes": queries.themes_with_counts(), "crumbs": _crumbs()[:-1]},
    )


@require_http_methods(READ_OR_SEND)
def add_theme(request):
    require(request.user, PERMISSION)
    return _run(request, Theme, _("Thema toevoegen"))


@require_http_methods(READ_OR_SEND)
def edit_theme(request, pk):
    require(request.user, PERMISSION)
    return _run(request, lambda: get_object_or_404(Theme, pk=pk), _("Thema wijzigen"))


def _run(request, instance, title):
    return run_form(
        request,
        lambda: ThemeForm(request.POST or None, instance=instance()),
        lambda form: actions.save_theme(
            theme=form.instance, version=form.read_version, changes=changes_of(form), by=request.user
        ),
        done=_("Het thema is opgeslagen."),
        back=reverse("programme_reports:themes"),
        title=title,
        crumbs=_crumbs(),
    )


def _crumbs():
    return [
        (_("Programmarapporten"), reverse("programme_reports:reports")),
        (_("Thema’s"), reverse("programme_reports:themes")),
    ]


@require_safe
def list_texts(request, year):
    """Texts that nobody reviewed yet come first."""
    round_ = round_to_keep(request, year)
    texts = queries.agreed_texts(round_)
    context = {
        "round": round_,
        "waiting": [text for text in texts if text.marked is None],
        "marked": [text for text in texts if text.marked is not None],
        "without": queries.surveys_without(round_),
        "has_themes": Theme.objects.filter(is_active=True).exists(),
        "crumbs": crumbs(round_),
    }
    return render(request, "reports/text_list.html", context)


@require_http_methods(READ_OR_SEND)
def mark_text(request, year, kind, pk, digest):
    """One text; saving goes to the next text to review, so that many can be done by keyboard."""
    round_ = round_to_keep(request, year)
    texts = queries.agreed_texts(round_)
    place = _place_of(texts, kind, pk, digest)
    text, back = texts[place], reverse("programme_reports:texts", args=[year])
    key = {"survey": text.survey, "kind": text.kind, "digest": text.digest}
    waiting = [one for one in [*texts[place + 1 :], *texts[:place]] if one.marked is None]
    response = run_form(
        request,
        lambda: MarkForm(
            request.POST or None,
            instance=MarkedText.objects.filter(**key).first() or MarkedText(**key),
            text=text,
        ),
        lambda form: actions.mark_text(
            marked=form.instance,
            themes=form.cleaned_data["themes"],
            version=form.read_version,
            changes=changes_of(form),
            by=request.user,
        ),
        done=_("Opgeslagen."),
        back=back,
        title=_("Thema’s geven"),
        submit=_("Opslaan en naar de volgende") if waiting else _("Opslaan"),
        crumbs=crumbs(round_, (_("Thema’s geven"), back)),
        below="reports/_mark_keys.html",
        head_script="src/themes.js",
        left=len(waiting),
    )
    return redirect(waiting[0].url) if response.status_code == 302 and waiting else response


def _place_of(texts, kind, pk, digest):
    for place, one in enumerate(texts):
        if (one.kind, one.survey.pk, one.digest) == (kind, pk, digest):
            return place
    raise Http404

"""A milestone that is reached."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deals import actions
from deals.breadcrumbs import crumbs
from deals.views.access import get_record
from foundation.form_page import run_confirm


@require_http_methods(["GET", "HEAD", "POST"])
def finish_milestone(request, slug, pk):
    milestone = get_record(request, slug, "mijlpalen", pk)
    return run_confirm(
        request,
        lambda: actions.finish_milestone(milestone=milestone, done_on=timezone.localdate(), by=request.user),
        done=_("Mooi: de mijlpaal is gehaald."),
        question=_("Is “%(name)s” vandaag gehaald?") % {"name": milestone.name},
        text=_("Was het een andere dag? Kies dan Bewerken in de planning en vul die datum in."),
        label=_("Ja, gehaald"),
        title=milestone.name,
        **_page(milestone.deal),
    )


def _page(deal):
    back = reverse("deals:planning", args=[deal.slug])
    return {"back": back, "crumbs": crumbs(deal, (_("Planning"), back))}

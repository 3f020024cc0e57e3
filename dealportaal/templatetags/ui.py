"""Dutch notation for figures and dates, and building blocks with content; nothing is calculated."""

import secrets
from decimal import Decimal
from urllib.parse import urlsplit

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from deals import rough
from foundation.submission import FIELD

register = template.Library()


@register.filter
def score(value):
    """A stored figure such as "3.4" or Decimal("3.4") as 3,4; empty for None."""
    return "" if value is None else str(value).replace(".", ",").replace("-", "−")


@register.filter
def euro(value):
    """40000 as € 40.000; cents only when there are any."""
    if value is None:
        return ""
    amount = Decimal(value)
    return f"€ {number_format(amount, 0 if amount == amount.to_integral_value() else 2, force_grouping=True)}"


@register.filter
def dated(day, precision="dag"):
    """A date as precisely as it is known: 3 april 2025, april 2025, 2e kwartaal 2025 or 2025."""
    if day is None:
        return ""
    if precision in (rough.QUARTER, rough.HALF):
        return rough.day_in_words(day, precision)
    return date_format(day, {"dag": "j F Y", "maand": "F Y", "jaar": "Y"}[precision or "dag"])


@register.filter
def host(url):
    """The host of a URL, to show instead of all of it."""
    return urlsplit(url).netloc.removeprefix("www.")


@register.simple_tag(takes_context=True)
def once_key(context):
    """A hidden key in a form, which makes its submission idempotent (foundation/submission.py)."""
    key = context["request"].POST.get(FIELD) or secrets.token_urlsafe(16)
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, key)


@register.simple_block_tag
def card(content, title="", aside="", variant="", id=""):
    """{% card title=_("Ritme") %} ... {% endcard %}; parameters in components/_card.html."""
    parts = {"title": title, "aside": aside, "variant": variant, "id": id, "body": content}
    return render_to_string("components/_card.html", parts)


@register.simple_block_tag
def page_header(content, title, **parts):
    """{% page_header title=deal.name %} buttons {% endpage_header %}; parameters in components/_page_header.html."""
    body = content if content.strip() else ""
    return render_to_string("components/_page_header.html", {"title": title, "body": body, **parts})


@register.simple_block_tag
def piece(content):
    """{% piece as sub %} ... {% endpiece %}: content for a parameter of a building block."""
    return mark_safe(content.strip())  # noqa: S308 - the template that drew it has escaped it


@register.inclusion_tag("components/_status.html")
def status(text, variant=""):
    """{% status _("voorbij") "warn" %}; variants in components/_status.html."""
    return {"text": text, "variant": variant}


@register.inclusion_tag("components/_edit.html")
def edit_link(view, *args, what, next=""):
    """{% edit_link "deals:milestone_edit" deal.slug milestone.pk what=milestone.name %}: a pencil to the edit page."""
    return {"url": reverse(view, args=args), "what": what, "next": next}

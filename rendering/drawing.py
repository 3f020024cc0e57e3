"""A drawing in a page."""

from django.utils.safestring import SafeString, mark_safe


def in_page(svg: str) -> SafeString:
    """Goes in as it is. Only for what the drawing modules make: each of them escapes all text (`svg_text.escape`)."""
    return mark_safe(svg)  # noqa: S308 - see the docstring

"""SVG drawings in a page."""

from django.utils.safestring import SafeString, mark_safe


def in_page(svg: str) -> SafeString:
    """Marks the SVG as safe. Only for the drawing modules, which escape all text (`svg_text.escape`)."""
    return mark_safe(svg)  # noqa: S308 - see the docstring

"""Reads of what the deals taught."""

from collections import defaultdict

from knowledge.models import Lesson


def lessons_by_section(deal):
    """[(section, [lessons])] in the order of the Lessenposter; one query."""
    lessons = defaultdict(list)
    for lesson in deal.lessons.all():
        lessons[lesson.section].append(lesson)
    return [(label, lessons[value]) for value, label in Lesson.Section.choices if lessons[value]]

import json

import pytest
from django.db import connection

from foundation import stored_figures
from foundation.figures_field import FiguresField
from foundation.stored_figures import CannotRead
from reports.models import WebReport
from reports.web_report.figures import WebFigures
from tests import factories
from tests.reports.web_report_figures import figures


@pytest.mark.django_db
def test_a_column_of_another_schema_is_not_read():
    survey, now = factories.survey(), "2026-01-05T12:00:00Z"
    made = WebReport.objects.create(
        survey=survey, version=1, method_version="1", input_hash="a" * 64, figures=figures(), issued_at=now
    )
    assert WebReport.objects.get().figures == figures()
    assert list(WebReport.objects.values_list("figures", flat=True)) == [figures()]
    old = json.dumps(stored_figures.write(figures()) | {"schema": 9})
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {WebReport._meta.db_table} SET figures = %s WHERE id = %s",  # noqa: S608
            [old, made.pk],
        )
    with pytest.raises(CannotRead, match="schema 9"):
        WebReport.objects.get()


def test_a_migration_sees_plain_json():
    field = FiguresField(WebFigures, null=True)
    field.set_attributes_from_name("figures")
    assert field.deconstruct() == ("figures", "django.db.models.JSONField", [], {"null": True})

from django.db import migrations

COLUMNS = [
    ("impacttool_report", "figures"),
    ("impacttool_report", "fingerprints"),
    ("impacttool_reportfile", "content"),
]


def store(schema_editor, how):
    """PostgreSQL would try to compress what is compressed (PDF) or cannot be (fingerprints), for each report anew."""
    if schema_editor.connection.vendor == "postgresql":
        for table, column in COLUMNS:
            schema_editor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STORAGE {how}')


class Migration(migrations.Migration):
    dependencies = [
        ("impacttool", "0010_deal_reports"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: store(schema_editor, "EXTERNAL"),
            lambda apps, schema_editor: store(schema_editor, "EXTENDED"),
        ),
    ]

"""A move of a milestone says how precise both dates were; those of before were kept as days."""

from django.db import migrations, models

PRECISIONS = [
    ("dag", "dag"),
    ("maand", "maand"),
    ("kwartaal", "kwartaal"),
    ("halfjaar", "half jaar"),
    ("jaar", "jaar"),
]


class Migration(migrations.Migration):
    dependencies = [("deals", "0031_contact_of_a_deal")]

    operations = [
        migrations.AddField(
            model_name="milestonemove",
            name=name,
            field=models.CharField(choices=PRECISIONS, default="dag", max_length=10),
        )
        for name in ("new_precision", "old_precision")
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0005_wants_digest'),
    ]

    operations = [
        migrations.AddField(
            model_name='contact',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]

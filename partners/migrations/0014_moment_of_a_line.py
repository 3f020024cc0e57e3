
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0013_sent_forms_elsewhere'),
    ]

    operations = [
        migrations.AlterField(
            model_name='logentry',
            name='at',
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False, verbose_name='moment'),
        ),
    ]

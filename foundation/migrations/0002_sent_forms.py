from django.db import migrations, models


class Migration(migrations.Migration):
    """The table was that of the room of partners, and stays where it is."""

    dependencies = [
        ('foundation', '0001_outgoing_mails'),
        ('partners', '0013_sent_forms_elsewhere'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='SentForm',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('url', models.TextField(blank=True)),
                        ('at', models.DateTimeField(auto_now_add=True, db_index=True)),
                    ],
                    options={
                        'verbose_name': 'verstuurd formulier',
                        'verbose_name_plural': 'verstuurde formulieren',
                        'db_table': 'partners_sentform',
                    },
                ),
            ],
        ),
    ]

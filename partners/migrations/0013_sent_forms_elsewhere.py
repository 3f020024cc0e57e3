from django.db import migrations


class Migration(migrations.Migration):
    """How forms are carried out once is no matter of this room: the model is that of the foundation."""

    dependencies = [
        ('partners', '0012_network_members'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name='SentForm')]),
    ]

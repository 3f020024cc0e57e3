import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0001_outgoing_mails"),
        ("impacttool", "0016_once_published"),
    ]

    operations = [
        migrations.DeleteModel(name="DocumentMail"),
        migrations.DeleteModel(name="Message"),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('uitnodiging', 'uitnodiging'), ('herinnering', 'herinnering'), ('overdracht', 'overgedragen uitnodiging'), ('uitstel', 'sluiten uitgesteld')], max_length=20, verbose_name='soort')),
                ('occasion', models.CharField(default='eerste', max_length=40, verbose_name='aanleiding')),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='impacttool.invitation')),
                ('mail', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='foundation.outgoingmail', verbose_name='mail')),
            ],
            options={
                'verbose_name': 'mail',
                'verbose_name_plural': 'mails',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('invitation', 'kind', 'occasion'), name='message_once_per_occasion')],
            },
        ),
    ]

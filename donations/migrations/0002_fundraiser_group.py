from django.db import migrations

from articles.roles import make_groups
from donations.roles import ROLES


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("donations", "0001_pledges_and_campaigns"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: make_groups(apps, ROLES), migrations.RunPython.noop
        ),
    ]

from django.db import migrations

from donations.roles import make_fundraiser


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("donations", "0001_pledges_and_campaigns"),
    ]

    operations = [migrations.RunPython(make_fundraiser, migrations.RunPython.noop)]

from django.db import migrations

from articles.roles import ROLES, make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_search"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: make_groups(apps, ROLES), migrations.RunPython.noop
        ),
    ]

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FUNDRAISER = "Fundraiser"
FUNDRAISER_MAY = [
    ("pledge", "view"),
    ("campaign", "view"),
    ("campaign", "add"),
    ("campaign", "change"),
]


def make_fundraiser(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The group whose members look after pledges; run by a migration, harmless when run again.

    Django makes permissions only after all migrations have run. Those that are missing are made
    here just as it would make them, and it leaves them as they are.
    """
    using = schema_editor.connection.alias
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    group, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=FUNDRAISER)
    for model, action in FUNDRAISER_MAY:
        content_type, _ = content_types.get_or_create(app_label="donations", model=model)
        permission, _ = permissions.get_or_create(
            content_type=content_type,
            codename=f"{action}_{model}",
            defaults={"name": f"Can {action} {model}"},
        )
        group.permissions.add(permission)

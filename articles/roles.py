"""Who may do what at the desk: the groups that a new database starts with."""

from collections.abc import Iterable

from django.apps.registry import Apps
from django.db.models import Model

# Group to {app: {model: actions}}.
Roles = dict[str, dict[str, dict[str, tuple[str, ...]]]]

EVERY = ("add", "change", "delete", "view")
WRITTEN = ("article", "photoessay", "byline")
BLOCKS = (
    "textblock",
    "photoblock",
    "pullquoteblock",
    "essayteaserblock",
    "embedblock",
    "dividerblock",
)

ROLES: Roles = {
    "Writer": {
        "articles": {
            **dict.fromkeys((*WRITTEN, *BLOCKS), EVERY),
            "photo": ("add", "view"),
            "quote": ("add", "view"),
            "person": ("add", "view"),
            "section": ("view",),
        },
        "taggit": {"tag": ("view",)},
    },
    "Editor": {
        "articles": {
            **dict.fromkeys((*WRITTEN, *BLOCKS), EVERY),
            "article": (*EVERY, "publish"),
            **dict.fromkeys(("photo", "quote", "person", "section"), EVERY),
            "publication": ("change", "view"),
            "edition": ("view",),
        },
        "taggit": {"tag": EVERY},
    },
}


def make_groups(apps: Apps, roles: Roles) -> None:
    """Make groups with their permissions; run by migrations, harmless when run again.

    Django makes permissions only after all migrations have run. Those that are missing are made
    here just as it would make them, and it leaves them as they are.
    """
    Group = apps.get_model("auth", "Group")
    for name, grants in roles.items():
        group, _ = Group.objects.get_or_create(name=name)
        for label, models in grants.items():
            for model, actions in models.items():
                group.permissions.add(*_permissions(apps, label, model, actions))


def _permissions(apps: Apps, label: str, model: str, actions: Iterable[str]) -> list[Model]:
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=label, model=model)
    noun = apps.get_model(label, model)._meta.verbose_name
    return [
        Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_{model}",
            defaults={"name": f"Can {action} {noun}"},
        )[0]
        for action in actions
    ]

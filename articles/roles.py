"""Who may do what at the desk: the groups that a new database starts with."""

from typing import Any

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions

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

# Group to {app: {model: actions}}; "publish_article" stands beside the four that Django knows.
ROLES: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {
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
            **dict.fromkeys(("photo", "quote", "person", "section"), EVERY),
            "publication": ("change", "view"),
            "edition": ("view",),
        },
        "taggit": {"tag": EVERY},
    },
}
PUBLISHERS = ("Editor",)


def make_groups(apps: Apps, roles: dict[str, Any] = ROLES) -> None:
    """Make the groups with their permissions, which Django itself would only make later."""
    for label in {label for grants in roles.values() for label in grants}:
        config = apps.get_app_config(label)
        # Django passes over an app without models, which a migration's stub of it seems to be.
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, grants in roles.items():
        group, _ = Group.objects.get_or_create(name=name)
        codenames = {
            (label, f"{action}_{model}")
            for label, models in grants.items()
            for model, actions in models.items()
            for action in actions
        }
        if name in PUBLISHERS:
            codenames.add(("articles", "publish_article"))
        for label, codename in codenames:
            found = Permission.objects.filter(content_type__app_label=label, codename=codename)
            group.permissions.add(*found)

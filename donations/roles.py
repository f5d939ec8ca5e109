"""Who looks after pledges."""

from articles.roles import Roles

ROLES: Roles = {
    "Fundraiser": {
        "donations": {
            "pledge": ("view",),
            "campaign": ("view", "add", "change"),
        },
    },
}

"""The logins of the demonstration, whose password everybody knows."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group

PASSWORD = "millrace"  # noqa: S105 - printed for everybody, by design
ADMIN = "admin"
LOGINS = {
    "editor": ("Ines", "Vellacott", "Editor"),
    "writer": ("Maud", "Tarrant", "Writer"),
    "fundraiser": ("Tamsin", "Okello", "Fundraiser"),
    ADMIN: ("The", "Publisher", ""),
}


def make_accounts() -> dict[str, AbstractBaseUser]:
    """An account that has one of these names already keeps its password and its rights."""
    return {login: _account(login, *who) for login, who in LOGINS.items()}


def _account(login: str, first_name: str, last_name: str, group: str) -> AbstractBaseUser:
    User = get_user_model()
    if user := User.objects.filter(username=login).first():
        return user
    user = User.objects.create_user(
        login,
        f"{login}@millrace.example",
        PASSWORD,
        first_name=first_name,
        last_name=last_name,
        is_staff=True,
        is_superuser=login == ADMIN,
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user

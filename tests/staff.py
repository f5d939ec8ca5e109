"""The people at the desk, signed in."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client


def member_of(role: str, **fields: Any) -> User:
    """Staff in the group that a new database has for the role."""
    user = User.objects.create_user(fields.pop("username", role.lower()), is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=role))
    return user


def desk_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client

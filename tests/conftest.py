"""What every test gets, asked or not."""

import socket

import pytest
from django.core.cache import cache
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished

PLAIN_STATIC_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Photographs in a folder of the test's own, static files under the names they have."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {"staticfiles": PLAIN_STATIC_FILES}


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def _failing_tasks_fail_the_test():
    """Background work is done at once, and its backend would keep a failure to itself."""

    def complain(task_result, **kwargs):
        if task_result.status == TaskResultStatus.FAILED:
            raise AssertionError(task_result.errors[-1].traceback)

    task_finished.connect(complain)
    yield
    task_finished.disconnect(complain)


@pytest.fixture(autouse=True)
def _closed_sockets(request, monkeypatch):
    """Nothing leaves this machine. Databases that are reached through libpq are not held up."""
    if request.node.get_closest_marker("browser"):
        return
    connect = socket.socket.connect

    def connect_nearby(self, address):
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise OSError(f"tests do not talk to {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_nearby)

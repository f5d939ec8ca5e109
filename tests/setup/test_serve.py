import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

from newsroom.management.commands.serve import site_environment
from newsroom.port import main, why_not

ROOT = Path(__file__).resolve().parents[2]
ANNOUNCEMENT = """
The newsroom   http://127.0.0.1:{port}/
The desk       http://127.0.0.1:{port}/desk/

Logins of the demonstration:
  editor       password millrace
  writer       password millrace
  fundraiser   password millrace
  admin        password millrace

"""


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def used_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        yield listener.getsockname()[1]


def test_used_port_is_refused_in_one_line(used_port):
    refusal = subprocess.run(
        [sys.executable, "manage.py", "serve", "--port", str(used_port)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert refusal.returncode == 1
    assert refusal.stdout == ""
    assert refusal.stderr == (
        f"CommandError: Port {used_port} on 127.0.0.1 is in use: "
        f"choose another, such as PORT={used_port + 1}, or stop what uses it.\n"
    )


def test_free_port_is_not_refused(free_port):
    assert why_not("127.0.0.1", free_port) is None


@pytest.mark.parametrize(
    ("host", "port", "reason"),
    [
        ("127.0.0.1", "0", "0 is no port: choose one from 1 to 65535."),
        ("127.0.0.1", "65536", "65536 is no port: choose one from 1 to 65535."),
        ("127.0.0.1", "http", "PORT=http is no number."),
        ("192.0.2.1", "8000", "192.0.2.1 is no address of this machine."),
        ("nowhere.invalid", "8000", "nowhere.invalid is no address of this machine."),
    ],
)
def test_impossible_address_is_refused_with_the_reason(host, port, reason):
    assert main(host, port) == reason


@pytest.mark.parametrize(
    ("host", "followed"),
    [
        (
            "127.0.0.1",
            {
                "SITE_URL": "http://127.0.0.1:8001",
                "ALLOWED_HOSTS": "127.0.0.1,[::1],localhost",
            },
        ),
        (
            "news.example",
            {
                "SITE_URL": "http://news.example:8001",
                "ALLOWED_HOSTS": "127.0.0.1,[::1],localhost,news.example",
            },
        ),
        ("::1", {"SITE_URL": "http://[::1]:8001", "ALLOWED_HOSTS": "127.0.0.1,[::1],localhost"}),
        ("0.0.0.0", {"SITE_URL": "http://127.0.0.1:8001", "ALLOWED_HOSTS": "*"}),
    ],
)
def test_local_site_address_follows_host_and_port(host, followed, settings, monkeypatch):
    monkeypatch.delenv("SITE_URL")
    settings.SITE_URL = "http://127.0.0.1:8000"
    settings.ALLOWED_HOSTS = ["127.0.0.1"]

    assert site_environment(host, 8001) == followed


def test_site_address_that_an_operator_chose_stays(settings, monkeypatch):
    settings.SITE_URL = "http://localhost:8000"
    from_environment = site_environment("127.0.0.1", 8001)
    monkeypatch.delenv("SITE_URL")
    settings.SITE_URL = "https://news.example"
    from_file = site_environment("127.0.0.1", 8001)

    assert from_environment == {}
    assert from_file == {}


def test_newsroom_opens_tells_its_addresses_and_ends_when_told(free_port, tmp_path):
    environment = os.environ | {
        "SITE_URL": f"http://127.0.0.1:{free_port}",
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "TASKS_BACKEND": "django_tasks_db.DatabaseBackend",
        "DEMO": "true",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)

    with subprocess.Popen(
        [*manage, "serve", "--port", str(free_port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as newsroom:
        try:
            announcement = "".join(iter(newsroom.stdout.readline, "Ctrl-C ends it.\n"))
            connection = HTTPConnection("127.0.0.1", free_port, timeout=20)
            connection.request("GET", "/robots.txt")
            answer = connection.getresponse()
            connection.close()
            newsroom.send_signal(signal.SIGINT)
            exit_code = newsroom.wait(timeout=20)
        finally:
            newsroom.kill()

    assert announcement == ANNOUNCEMENT.format(port=free_port)
    assert (answer.status, answer.headers["server"]) == (200, "granian")
    assert exit_code == 0
    assert why_not("127.0.0.1", free_port) is None

import os
import sys
from argparse import ArgumentParser
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from newsroom import port as ports
from newsroom.crew import Crew
from newsroom.demo import accounts

ANY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 - recognised here; bound only when asked for
THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}


class Command(BaseCommand):
    help = "Run the server and the background worker side by side, until one is told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=8000, type=int)

    def handle(self, *, host: str, port: int, **options: object) -> None:
        if reason := ports.why_not(host, port):
            raise CommandError(reason)
        site = site_environment(host, port)
        site_url = site.get("SITE_URL", settings.SITE_URL)
        crew = Crew(settings.BASE_DIR, os.environ | site)
        try:
            crew.start("server", [sys.executable, *granian(host, port)])
            crew.start(
                "background worker", [sys.executable, "manage.py", "db_worker", "--no-reload"]
            )
            if crew.work_until(lambda: is_answering(host, port, site_url)):
                self.announce(site_url)
                crew.work_until(lambda: False)
            fallen = crew.fallen
        finally:
            crew.dismiss()
        if fallen and not crew.signals:
            raise CommandError(f"The {fallen} ended by itself, so the rest was ended too.")

    def announce(self, site_url: str) -> None:
        lines = [
            "",
            f"The newsroom   {site_url}/",
            f"The desk       {site_url}{reverse('admin:index')}",
        ]
        if settings.DEMO:
            lines += ["", "Logins of the demonstration:"]
            lines += [f"  {login:<12} password {accounts.PASSWORD}" for login in accounts.LOGINS]
        self.stdout.write("\n".join([*lines, "", "Ctrl-C ends it."]))
        self.stdout.flush()


def granian(host: str, port: int) -> list[str]:
    return [
        *("-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
        *("--host", host, "--port", str(port), "--blocking-threads", "4"),
        "newsroom.wsgi:application",
    ]


def site_environment(host: str, port: int) -> dict[str, str]:
    """A site address on this machine follows the host and the port; any other one stays."""
    name = urlsplit(settings.SITE_URL).hostname
    if "SITE_URL" in os.environ or name not in THIS_MACHINE:
        return {}
    address = "127.0.0.1" if host in ANY_ADDRESS else f"[{host}]" if ":" in host else host
    environment = {"SITE_URL": f"http://{address}:{port}"}
    if settings.ALLOWED_HOSTS == [name]:
        allowed = {"*"} if host in ANY_ADDRESS else {address, "127.0.0.1", "localhost", "[::1]"}
        environment["ALLOWED_HOSTS"] = ",".join(sorted(allowed))
    return environment


def is_answering(host: str, port: int, site_url: str) -> bool:
    """Whether a request is answered, in whatever words: the port opens before Django is ready."""
    connection = HTTPConnection("127.0.0.1" if host in ANY_ADDRESS else host, port, timeout=5)
    try:
        connection.request("HEAD", "/robots.txt", headers={"Host": urlsplit(site_url).netloc})
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True

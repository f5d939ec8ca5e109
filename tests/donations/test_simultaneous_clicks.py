"""Real processes against one database: what a test in a transaction cannot show."""

import json
import os
import sqlite3
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connection

from donations.models import Pledge
from tests.donations.pledges import answers

SEND = """
import json, sys, django
django.setup()
from django.test import Client
print("ready", flush=True)
sent = json.loads(sys.stdin.readline())
print(Client().post("/donate/", sent).headers["Location"])
"""


@pytest.fixture
def shared_database(tmp_path, transactional_db):
    """A database that several processes can open: its address, and a count of its pledges."""
    if connection.vendor == "postgresql":
        settings = connection.settings_dict
        login = f"{quote(settings['USER'])}:{quote(settings['PASSWORD'])}"
        place = f"{quote(settings['HOST'], safe='')}:{settings['PORT']}/{settings['NAME']}"
        return f"postgres://{login}@{place}", Pledge.objects.count
    path = tmp_path / "db.sqlite3"
    address = f"sqlite:///{path}"
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "donations", "--verbosity=0"],
        env=os.environ | {"DATABASE_URL": address},
        check=True,
    )

    def count():
        with sqlite3.connect(path) as database:
            return database.execute("SELECT count(*) FROM donations_pledge").fetchone()[0]

    return address, count


def test_simultaneous_clicks_record_one_pledge(shared_database):
    address, count = shared_database
    environment = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    senders = [
        subprocess.Popen(
            [sys.executable, "-c", SEND],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    ready = [sender.stdout.readline() for sender in senders]
    sent = json.dumps(answers()) + "\n"

    for sender in senders:
        sender.stdin.write(sent)
        sender.stdin.flush()
    places = {sender.communicate(timeout=60)[0].strip() for sender in senders}

    assert ready == ["ready\n"] * 4
    assert count() == 1
    assert len(places) == 1
    assert places.pop().startswith("/donate/thanks/")

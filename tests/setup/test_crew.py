import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Two members, one of which has a child of its own that does not listen; all tell their numbers.
SCRIPT = """
import os, sys
from pathlib import Path
from newsroom.crew import Crew

crew = Crew(Path.cwd(), dict(os.environ))
parent = '''
import signal, subprocess, sys, time
code = "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)"
child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
child.stdout.readline()
print("child", child.pid, flush=True)
time.sleep(60)
'''
crew.start("alone", [sys.executable, "-c", "import time; time.sleep(60)"])
crew.start("parent", [sys.executable, "-c", parent])
print(*(f"{name} {member.pid}" for name, member in crew.members.items()), flush=True)
crew.work_until(lambda: False)
print(crew.fallen, crew.signals, flush=True)
crew.dismiss()
"""


@contextmanager
def working_crew():
    """The process that holds the crew, and the numbers of all that it started."""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        # One line tells of the members, one of the child, in either order.
        words = (process.stdout.readline() + process.stdout.readline()).split()
        try:
            yield process, dict(zip(words[::2], map(int, words[1::2]), strict=True))
        finally:
            process.kill()


def is_running(number):
    """A killed orphan may stay a zombie for as long as its new parent does not look."""
    try:
        status = Path(f"/proc/{number}/status").read_text()
    except FileNotFoundError:
        return False
    return "State:\tZ" not in status


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_ends_everything_that_was_started(number):
    with working_crew() as (process, members):
        before = [is_running(member) for member in members.values()]
        process.send_signal(number)
        last_words, _ = process.communicate(timeout=20)

        assert before == [True, True, True]
        assert [is_running(member) for member in members.values()] == [False, False, False]
        assert last_words == "None 1\n"


@pytest.mark.parametrize("name", ["alone", "parent"])
def test_member_that_falls_takes_the_others_along(name):
    with working_crew() as (process, members):
        os.kill(members[name], signal.SIGKILL)
        last_words, _ = process.communicate(timeout=20)

        assert [is_running(member) for member in members.values()] == [False, False, False]
        assert last_words == f"{name} 0\n"

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def make(tmp_path):
    """Run make on a copy of the Makefile in an empty folder."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    environment = {"PATH": os.environ["PATH"]}

    def run(*arguments):
        return subprocess.run(
            ["make", *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True
        )

    return run


@pytest.fixture
def with_python(tmp_path):
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)


def test_bare_make_lists_the_targets(make):
    listed = [line.split()[0] for line in make().stdout.splitlines() if line]

    assert listed == [
        *("help", "setup", "run", "demo", "test", "check", "format", "lock", "clean"),
        "Variables:",
    ]


def test_unusable_python_gets_one_line(make):
    refusal = make("run", "PYTHON=false")

    [line, from_make] = refusal.stderr.splitlines()
    assert refusal.returncode == 2
    assert line == (
        "Python 3.11 or newer with venv is needed (Debian: apt install python3-venv). "
        "PYTHON=/path/to/python3 names one."
    )
    assert from_make.startswith("make: *** ")


@pytest.mark.usefixtures("with_python")
def test_first_run_writes_a_private_env_file_with_a_random_key(make, tmp_path):
    make(".env")
    written = (tmp_path / ".env").read_text()
    mode = (tmp_path / ".env").stat().st_mode & 0o777
    (tmp_path / ".env").unlink()
    make(".env")

    [key, *rest] = written.splitlines()
    assert re.fullmatch(r"SECRET_KEY=[\w-]{67}", key)
    assert rest == ["SITE_URL=http://127.0.0.1:8000", "DEMO=true"]
    assert mode == 0o600
    assert (tmp_path / ".env").read_text().splitlines()[0] != key


@pytest.mark.usefixtures("with_python")
def test_next_run_leaves_the_env_file_alone(make, tmp_path):
    (tmp_path / ".env").write_text("SECRET_KEY=mine\n")

    make(".env")

    assert (tmp_path / ".env").read_text() == "SECRET_KEY=mine\n"

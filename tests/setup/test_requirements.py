import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUNTIME, PRODUCTION, DEVELOPMENT = (
    ROOT / f"requirements{purpose}.txt" for purpose in ("", "-production", "-dev")
)


def pins(path):
    """Name to version, for each requirement of a file."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", path.read_text(), re.MULTILINE))


def names(requirements):
    return {re.match(r"[a-z0-9-]+", requirement)[0] for requirement in requirements}


@pytest.mark.parametrize("path", [RUNTIME, PRODUCTION, DEVELOPMENT], ids=lambda path: path.name)
def test_each_requirement_is_pinned_and_hashed(path):
    joined = path.read_text().replace("\\\n", " ")
    requirements = [
        line for line in joined.splitlines() if line and not line.lstrip().startswith("#")
    ]

    unsafe = [
        line
        for line in requirements
        if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)
    ]

    assert len(requirements) == len(pins(path))
    assert unsafe == []


def test_production_and_development_run_on_the_versions_of_run_time():
    runtime, production, development = map(pins, (RUNTIME, PRODUCTION, DEVELOPMENT))

    assert runtime.items() <= production.items()
    assert production.items() <= development.items()


def test_lock_holds_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    direct = names(project["project"]["dependencies"])
    extra = names(project["project"]["optional-dependencies"]["production"])
    groups = names(chain.from_iterable(project["dependency-groups"].values()))

    assert direct <= pins(RUNTIME).keys()
    assert extra <= pins(PRODUCTION).keys()
    assert groups <= pins(DEVELOPMENT).keys()


def test_no_file_names_the_host_of_a_package_registry():
    # In pieces, or this file would be the one that does.
    hosts = [
        ".".join(host) for host in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))
    ]
    found = subprocess.run(
        ["git", "grep", "--untracked", "-lI", *(f"-e{host}" for host in hosts)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert found.stdout.splitlines() == []
    assert found.stderr == ""

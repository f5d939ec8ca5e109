import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def ask_settings(expression, tmp_path, **environment):
    """What fresh settings say in an environment that holds nothing else."""
    return subprocess.run(
        [sys.executable, "-c", f"from newsroom import settings; print({expression})"],
        cwd=ROOT,
        env={"READ_DOT_ENV": "false", "VAR_DIR": str(tmp_path), "PATH": os.defpath} | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("environment", "missing"),
    [({}, "SECRET_KEY"), ({"SECRET_KEY": "known"}, "SITE_URL")],
)
def test_missing_variable_is_named(environment, missing, tmp_path):
    answer = ask_settings("'started'", tmp_path, **environment)

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert f'"{missing}" not set' in answer.stderr.splitlines()[-1]


def test_debug_and_the_demo_logins_are_off_unless_asked_for(tmp_path):
    required = {"SECRET_KEY": "known", "SITE_URL": "http://127.0.0.1:8000"}

    unasked = ask_settings("settings.DEBUG, settings.DEMO", tmp_path, **required)
    asked = ask_settings(
        "settings.DEBUG, settings.DEMO", tmp_path, **required, DEBUG="true", DEMO="true"
    )

    assert unasked.stdout == "False False\n"
    assert asked.stdout == "True True\n"


def test_https_address_turns_on_secure_cookies_redirect_and_hsts(tmp_path):
    expression = (
        "settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS"
    )

    plain = ask_settings(expression, tmp_path, SECRET_KEY="known", SITE_URL="http://news.example")
    secure = ask_settings(expression, tmp_path, SECRET_KEY="known", SITE_URL="https://news.example")

    assert plain.stdout == "False False 0\n"
    assert secure.stdout == "True True 31536000\n"


def test_example_documents_each_variable_that_the_settings_read():
    settings = (ROOT / "newsroom" / "settings.py").read_text()
    example = (ROOT / ".env.example").read_text()

    read = set(re.findall(r'\benv\.\w+\(\s*"([A-Z0-9_]+)"', settings))
    documented = set(re.findall(r"^(?:# )?([A-Z0-9_]+)=", example, re.MULTILINE))

    assert documented == read

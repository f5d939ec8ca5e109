"""The files that the demonstration is made from."""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PHOTOS = FOLDER / "photos"


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def quotes() -> dict[str, dict[str, Any]]:
    return table("quotes_a") | table("quotes_b")


def stories() -> list[dict[str, Any]]:
    return [table(f"stories/{path.stem}") for path in sorted((FOLDER / "stories").glob("*.toml"))]


def photographs() -> list[Path]:
    return sorted(PHOTOS.glob("*.jpg"))

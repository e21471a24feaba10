"""What goes into a wheel."""

import tomllib
from pathlib import Path

from tests import ROOT


def test_every_folder_with_code_is_a_listed_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    folders = {path.parent for path in (ROOT / "bot").rglob("*.py")}
    packages = {".".join(folder.relative_to(ROOT).parts) for folder in folders}
    assert set(settings["tool"]["setuptools"]["packages"]) == {"bot._data", *packages}


def test_top_level_holds_only_what_the_readme_tells() -> None:
    expected = {
        "pyproject.toml", "README.md", ".env.example", ".gitignore", "LICENSE", ".ci", "bot", "data", "tests",
    }  # fmt: skip
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines()} | {".git", ".env"}
    found = {path.name for path in ROOT.iterdir()}
    strangers = {name for name in found - expected if not any(Path(name).match(pattern) for pattern in ignored)}
    assert expected <= found
    assert not strangers

"""Who may import whom: README's table, held against the syntax trees."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT

ROW = re.compile(r"^\| (?P<parts>`[^|]+`) \| (?P<may>[^|]*)\|$", re.MULTILINE)


def table() -> dict[str, list[str] | None]:
    """Part → what it may import; None is everything."""
    text = (ROOT / "README.md").read_text().partition("| part | may import from ours |")[2].partition("\n\n")[0]
    return {
        part: None if row["may"].strip() == "everything" else re.findall(r"`([^`]+)`", row["may"])
        for row in ROW.finditer(text)
        for part in re.findall(r"`([^`]+)`", row["parts"])
    }


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / "bot").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        yield name, path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names)


def within(name: str, part: str) -> bool:
    return name == f"bot.{part}" or name.startswith(f"bot.{part}.")


@pytest.mark.parametrize(("name", "path"), list(modules()), ids=lambda value: value if isinstance(value, str) else "")
def test_module_imports_only_what_the_table_allows(name: str, path: Path) -> None:
    if name == "bot":
        return
    part = name.split(".")[1]
    allowed = table()
    assert part in allowed, f"README's import table has no row for {part}"
    may = allowed[part]
    if may is None:
        return
    ours = [found for found in imports(path) if found.startswith("bot.") and found != "bot.__version__"]
    wrong = [found for found in ours if not any(within(found, other) for other in (*may, part))]
    assert not wrong, f"{name} imports {', '.join(wrong)}"


@pytest.mark.parametrize("part", [part for part, may in table().items() if may is not None])
def test_the_table_allows_nothing_that_is_not_used(part: str) -> None:
    used = {found for name, path in modules() if within(name, part) for found in imports(path)}
    unused = [other for other in table()[part] or () if not any(within(found, other) for found in used)]
    assert not unused, f"nothing in {part} imports {', '.join(unused)}"


def test_only_chat_sees_discord() -> None:
    seen = {name for name, path in modules() for found in imports(path) if found.split(".")[0] == "discord"}
    assert all(name.startswith("bot.chat") for name in seen), seen


def test_sql_is_only_in_answers_facts_and_guilds() -> None:
    selects = re.compile(r"\b(select|insert into|update|delete from)\b.+\b(from|values|set|where)\b", re.DOTALL)
    found = {
        f"{name}:{node.lineno}"
        for name, path in modules()
        if not name.startswith(("bot.answers", "bot.facts", "bot.guilds"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and selects.match(node.value.strip())
    }
    assert not found


def test_every_part_has_a_sentence_of_its_own() -> None:
    without = [name for name, path in modules() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert not without

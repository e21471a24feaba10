"""What came of reading data/ anew: an edition with all that it would change, or every reason against it."""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

from bot.errors import Problem


@dataclass(frozen=True, slots=True)
class Example:
    """One reply whose wording changes: its lines that go and those that come."""

    question: str
    language: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A finished edition that is not served yet, compared with the one of the digest `base`, if any.

    `held` counts what it holds; records are named `mission/apollo-soyuz`, replies `mission:apollo-soyuz (en)`.
    """

    digest: str
    base: str
    version: str
    as_of: str
    held: tuple[tuple[str, int], ...]
    rehearsed: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    reworded: tuple[str, ...]
    examples: tuple[Example, ...]
    seconds: float

    @property
    def is_new(self) -> bool:
        """Whether serving it would change anything."""
        return self.digest != self.base


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why data/ can't be served: all that is wrong with it."""

    problems: tuple[Problem, ...]
    seconds: float


def listing(told: Proposal | Refusal) -> str:
    """All of it as plain lines, in no language: + added, ~ changed, - removed, = reworded; or the problems."""
    if isinstance(told, Refusal):
        return "\n".join(map(str, told.problems)) + "\n"
    marked = {"+": told.added, "~": told.changed, "-": told.removed, "=": told.reworded}
    lines = [f"{mark} {name}" for mark, names in marked.items() for name in names]
    for example in told.examples:
        lines += ["", f"= {example.question} ({example.language})"]
        lines += [*(f"- {line}" for line in example.before), *(f"+ {line}" for line in example.after)]
    return "\n".join(lines) + "\n"


def to_json(told: Proposal | Refusal) -> str:
    """One line that `from_json` reads."""
    return json.dumps(dataclasses.asdict(told), ensure_ascii=False)


def from_json(text: str) -> Proposal | Refusal:
    """The value that `to_json` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    told: dict[str, Any] = json.loads(text)
    if "problems" in told:
        return Refusal(tuple(Problem(**problem) for problem in told["problems"]), told["seconds"])
    told |= {name: tuple(told[name]) for name in ("added", "changed", "removed", "reworded")}
    told["held"] = tuple((name, count) for name, count in told["held"])
    told["examples"] = tuple(
        Example(each["question"], each["language"], tuple(each["before"]), tuple(each["after"]))
        for each in told["examples"]
    )
    return Proposal(**told)

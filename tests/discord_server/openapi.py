"""Checks recorded requests against Discord's own OpenAPI description, where its file is at hand.

jsonschema is imported only when a description is read, so the server runs without it.
"""

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from .payloads import Json, Request

ROOT = Path(__file__).resolve().parents[2]
URN = "urn:discord-openapi"


def location() -> Path:
    """Where it is looked for: DISCORD_OPENAPI, or ../shared/discord-openapi.json from the repository."""
    told = os.environ.get("DISCORD_OPENAPI")
    return Path(told) if told else ROOT.parent / "shared" / "discord-openapi.json"


def available() -> bool:
    """Whether the description is at hand."""
    return location().is_file()


def validate(request: Request) -> list[str]:
    """What is wrong with a request's path and body; FileNotFoundError where the description is absent."""
    return _read(location()).problems(request)


@cache
def _read(path: Path) -> "OpenApi":
    return OpenApi(json.loads(path.read_text(encoding="utf-8")))


class OpenApi:
    """One OpenAPI 3.1 description, ready to judge requests."""

    def __init__(self, description: Json) -> None:
        from referencing import Registry, Resource
        from referencing.jsonschema import DRAFT202012

        # Discord takes ids as numbers too, and discord.py numbers attachments and mentions so.
        snowflake = description["components"]["schemas"]["SnowflakeType"]
        description["components"]["schemas"]["SnowflakeType"] = {
            "anyOf": [snowflake, {"type": "integer", "minimum": 0}]
        }
        # The description forgets media channels, which discord.py names beside forums.
        # https://docs.discord.com/developers/resources/channel#channel-object-channel-types
        kinds = description["components"]["schemas"]["ChannelTypes"]
        kinds["oneOf"].append({"title": "GUILD_MEDIA", "const": 16})
        self._paths: Json = description["paths"]
        self._templates: list[tuple[re.Pattern[str], str]] = sorted(
            ((_expression(path), path) for path in self._paths), key=lambda pair: pair[1].count("{")
        )
        self._registry: Any = Registry().with_resource(
            URN, Resource.from_contents(description, default_specification=DRAFT202012)
        )
        self._validators: dict[str, Any] = {}

    def template(self, method: str, path: str) -> str | None:
        """The most literal path template that takes this request."""
        for expression, template in self._templates:
            if method.lower() in self._paths[template] and expression.fullmatch(path):
                return template
        return None

    def problems(self, request: Request) -> list[str]:
        """One line for each fault, with where it is; empty when the request is as Discord describes it."""
        template = self.template(request.method, request.path)
        if template is None:
            return [f"{request.method} {request.path}: no such route"]
        operation = self._paths[template][request.method.lower()]
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" not in content:
            return [] if request.body is None else [f"{request.method} {template}: takes no body"]
        if request.body is None and not request.files:
            needed = operation["requestBody"].get("required")
            return [f"{request.method} {template}: needs a body"] if needed else []
        escaped = template.replace("~", "~0").replace("/", "~1")
        body = "requestBody/content/application~1json/schema"
        pointer = f"/paths/{escaped}/{request.method.lower()}/{body}"
        where = f"{request.method} {template}"
        return [f"{where}: {line}" for line in self._faults(pointer, request.body)]

    def _faults(self, pointer: str, body: Any) -> list[str]:
        from jsonschema import Draft202012Validator
        from jsonschema.exceptions import best_match

        if pointer not in self._validators:
            # Braces of path templates aren't allowed in a URI fragment as they are.
            fragment = pointer.replace("{", "%7B").replace("}", "%7D")
            self._validators[pointer] = Draft202012Validator({"$ref": f"{URN}#{fragment}"}, registry=self._registry)
        lines = []
        for error in self._validators[pointer].iter_errors(body):
            deepest = best_match([error]) or error
            lines.append(f"{deepest.json_path}: {deepest.message[:300]}")
        return lines


def _expression(template: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[^}]+\})", template)
    return re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part) for part in parts))

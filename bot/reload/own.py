"""What our own code and wording were when they were looked at."""

import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable


def own_digest() -> str:
    """A digest of every file of the bot but data: another process runs what has changed, this one does not."""
    digest = hashlib.sha256()
    for name, content in sorted(_files(resources.files("bot"), "")):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for part in folder.iterdir():
        name = f"{path}{part.name}"
        if part.is_dir() and part.name not in ("__pycache__", "_data"):
            yield from _files(part, f"{name}/")
        elif name.endswith((".py", ".sql", ".md", ".toml")):
            yield name, part.read_bytes()

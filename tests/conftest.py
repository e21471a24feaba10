"""One edition of the whole record, built once and shared: it is immutable."""

from pathlib import Path

import pytest

from bot.facts.build import ready
from bot.facts.edition import Edition
from bot.historian import Historian
from tests import DATA


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where the session's edition is built."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="session")
def edition(state: Path) -> Edition:
    return ready(DATA, state)


@pytest.fixture(scope="session")
def historian(edition: Edition) -> Historian:
    return Historian(edition)

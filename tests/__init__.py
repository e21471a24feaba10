"""Tests mirror bot/; what they share is here and in conftest.py."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"

"""Handshake: facts about US–Soviet/Russian cooperation in space, told on Discord and in a terminal."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("handshake-bot")
except PackageNotFoundError:  # run from a tree that was never installed
    __version__ = "0+tree"

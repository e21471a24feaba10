"""Editors' files become one immutable SQLite file, the edition. Knows no question, no language, no Discord."""

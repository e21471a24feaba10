"""The shape of state.db as a list of steps; each part that keeps something names its own set of them."""

import sqlite3

from sqlite_utils import Database, Migrations

from bot.guilds.audit import audit
from bot.guilds.declined import declined
from bot.guilds.destinations import destinations
from bot.guilds.ledger import ledger
from bot.guilds.quiz import quiz
from bot.guilds.reports import reports

# One set for each module of this folder that keeps tables: `posts = Migrations("posts")` there, and its name here.
SETS: tuple[Migrations, ...] = (destinations, ledger, quiz, audit, reports, declined)


def migrate(connection: sqlite3.Connection) -> None:
    """Take every step that this file has not taken yet, each in a transaction of its own."""
    db = Database(connection)
    for steps in SETS:
        steps.apply(db)

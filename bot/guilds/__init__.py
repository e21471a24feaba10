"""Everything that we write: a second, small database, state.db. Knows no fact and no Discord."""

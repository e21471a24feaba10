"""Discord: slash commands, buttons and cards. The only folder that imports discord."""

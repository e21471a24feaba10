"""When which server gets its post, and that it gets it once. Knows no Discord and no SQL."""

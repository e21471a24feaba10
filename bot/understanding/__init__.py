"""A text → what it means: the names of one edition, and (later) whole sentences. Pure: no SQL, no language, no Discord."""

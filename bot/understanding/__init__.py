"""A text → what it means: the names of one edition, later whole sentences. No SQL, no language, no Discord."""

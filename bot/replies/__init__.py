"""Answer → Reply in one language. No SQL, no Discord."""

"""A changed record is built, rehearsed and compared beside the one that is served, and only then takes its place."""

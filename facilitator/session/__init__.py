"""A session opened with its kinds: records as structs, changes, undo, rounds, views, report."""

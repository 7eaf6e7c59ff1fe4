"""Report and tasks to files."""

"""Plain Python that every other room builds on: records, changes, workshop files, time, report blocks, text."""

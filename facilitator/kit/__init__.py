"""Textual parts shared by the activities and the app."""

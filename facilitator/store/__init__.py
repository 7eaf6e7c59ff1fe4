"""What lies on disk: the session's folder with TinyDB's file, its journal, its lock and its copies."""

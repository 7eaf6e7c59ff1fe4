"""What a command hands back when the screens are to be opened."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Launch:
    """Opens the program in the terminal: Home, or one session."""

    home: Path
    client: str | None = None
    session: Path | None = None
    language: str | None = None
    read_only: bool = False
    adopt: bool = False
    dry_run: bool = False

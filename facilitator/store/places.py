"""Where the program's files lie: one home folder, which ``FACILITATOR_HOME`` may put elsewhere (a USB stick)."""

import os
from pathlib import Path

VARIABLE = "FACILITATOR_HOME"


def home() -> Path:
    """The folder that holds ``sessions``, ``workshops``, ``exports`` and ``settings.toml``."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("facilitator", appauthor=False)


def sessions(home_folder: Path) -> Path:
    """One folder per session."""
    return home_folder / "sessions"


def exports(home_folder: Path) -> Path:
    """Where results go when no other folder is named."""
    return home_folder / "exports"


def find_session(home_folder: Path, name: str) -> Path:
    """The session that a user names: a path, or the folder's name under the home, or a clear beginning of it."""
    direct = Path(name).expanduser()
    if direct.exists():
        return direct.absolute()
    folder = sessions(home_folder)
    names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    matching = [entry for entry in names if entry == name] or [entry for entry in names if name in entry]
    return folder / matching[0] if len(matching) == 1 else direct.absolute()

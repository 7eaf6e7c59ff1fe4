"""Where the program's files lie: one home folder, which ``FACILITATOR_HOME`` may put elsewhere (a USB stick)."""

import os
from pathlib import Path

VARIABLE = "FACILITATOR_HOME"


def home() -> Path:
    """The folder that holds ``sessions``, ``archive``, ``workshops``, ``exports`` and ``settings.toml``."""
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


def archives(home_folder: Path) -> Path:
    """One zip file per archived session."""
    return home_folder / "archive"


def find_session(home_folder: Path, name: str) -> Path:
    """The session that a user names: a path, or the folder's name under the home, or a part of it that only one has."""
    return _named(name, sessions(home_folder))


def find_archive(home_folder: Path, name: str) -> Path:
    """The archive that a user names: a path, or the file's name under the home, or a part of it that only one has."""
    return _named(name, archives(home_folder))


def _named(name: str, folder: Path) -> Path:
    direct = Path(name).expanduser()
    if direct.exists():
        return direct.absolute()
    entries = folder.iterdir() if folder.is_dir() else ()
    names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    matching = [entry for entry in names if entry == name] or [entry for entry in names if name in entry]
    return folder / matching[0] if len(matching) == 1 else direct.absolute()


CLOUD = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box": "Box",
}
NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "afpfs", "9p")


def shared_folder(path: Path) -> str:
    """What kind of synced or network folder a path lies in; empty for a local disk."""
    for part in path.parts:
        name = part.lower()
        for word, title in CLOUD.items():
            if name == word or (len(word) > 5 and name.startswith(word)):
                return title
    if str(path).startswith("\\\\"):
        return str(path.drive or path.anchor)
    return _network_mount(path)


def _network_mount(path: Path) -> str:
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best = ("", "")
    for entry in mounts:
        fields = entry.split(" ")
        if len(fields) > 2 and path.is_relative_to(fields[1]) and len(fields[1]) >= len(best[0]):
            best = (fields[1], fields[2])
    return f"{best[0]} ({best[1]})" if best[1] in NETWORK else ""

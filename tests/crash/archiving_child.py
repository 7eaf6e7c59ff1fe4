"""Archives a session and is killed at one call: ``python -m tests.crash.archiving_child HOME FOLDER CALL``.

The call is counted from the first one that concerns the archive. It says ``done`` when it was not killed.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from facilitator.activities import find
from facilitator.core.i18n import Translator
from facilitator.session import archiving
from facilitator.store.files import RealFiles

CALLS = ("create", "read", "names", "make_folder", "replace", "link", "remove", "remove_folder", "sync_folder", "lock")


def deadly(call: int) -> None:
    """Lets this program be killed before one of the coming calls."""
    left = call

    def wrapped(real: Any) -> Any:
        def counted(*args: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **named)

        return counted

    for name in CALLS:
        setattr(RealFiles, name, wrapped(getattr(RealFiles, name)))


def main(home: Path, folder: Path, call: int) -> None:
    """Archives."""
    save = archiving.save

    def from_here(*args: Any, **named: Any) -> Any:
        deadly(call)
        return save(*args, **named)

    archiving.save = from_here
    archiving.archive(folder, home, find(), Translator(), finish_first=True)
    print("done")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

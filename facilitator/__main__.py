"""The entry point: wires the pieces, and is the only place that starts the app."""

import gc

gc.disable()  # nothing to collect while modules load: a tenth of the start-up time; back on once the app is ready

import os
import sys
import threading
from pathlib import Path

os.environ.setdefault("TEXTUAL_FPS", "120")  # read when Textual is imported: halves the wait for a second repaint

from facilitator.cli.launch import Launch
from facilitator.cli.main import run
from facilitator.core.i18n import Translator, translator
from facilitator.store.temporary import sweep


def main() -> int:
    """Runs the command line, and the app when the command asks for it. Gives the exit status."""
    result = run(screens=faults)
    return start(result) if isinstance(result, Launch) else result


def faults(home: Path, tr: Translator) -> list[str]:
    """What is wrong with the settings and keys of a home, as only the screens can tell."""
    from facilitator.app import checking

    return checking.faults(home, tr)


def start(launch: Launch) -> int:
    """Opens the screens; without a terminal it says so."""
    if not (sys.stdin.isatty() and sys.__stderr__ is not None and sys.stdout.isatty()):
        tr = translator(launch.language or "en")
        sentence = tr("This needs a terminal; “facilitator --help” shows what does not.")
        print(f"facilitator: {sentence}", file=sys.stderr)
        return 1
    threading.Thread(target=sweep, daemon=True).start()
    from facilitator.app.app import FacilitatorApp

    app = FacilitatorApp(
        launch.home,
        client=launch.client,
        session=launch.session,
        language=launch.language,
        read_only=launch.read_only,
        adopt=launch.adopt,
        dry_run=launch.dry_run,
    )
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())

"""The wheel, installed in an empty environment, is whole."""

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_installed_wheel_finds_its_workshops(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "empty"], check=True)
    python = next(p for p in (tmp_path / "empty").glob("*/python*") if p.is_file())
    place = json.loads(
        subprocess.run(
            [python, "-c", "import json, sysconfig; print(json.dumps(sysconfig.get_path('purelib')))"],
            check=True,
            capture_output=True,
        ).stdout
    )
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", place, str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    # What it depends on is lent by this environment; the package itself is only in the empty one.
    lent = sysconfig.get_path("purelib")
    code = f"import sys; sys.path.append({lent!r}); from facilitator.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [python, "-I", "-c", code, "workshops", "list", "--json"], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "use-case" in [entry["id"] for entry in json.loads(done.stdout)]

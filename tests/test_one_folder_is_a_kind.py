"""Adding a kind of step is adding one folder: a copied and renamed kind works with no other edit."""

import shutil
import subprocess
import sys
from pathlib import Path

import facilitator.activities

SCRIPT = """
import asyncio, json, sys
from pathlib import Path
from facilitator.app.app import FacilitatorApp
from facilitator.activities import find
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.workshop import parse
from facilitator.session.report import step_blocks
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create

kinds = find()
workshop = parse({"title": "W", "step": [{"id": "a", "kind": "twin", "title": "Twin", "minutes": 5,
                                          "checklist": ["Chairs", "Pens"]}]}, {}, "w")
session = create(Path(sys.argv[1]), workshop, Beginning(title="T", date="2027-01-29"), kinds)
twin = kinds["twin"]
[(table, record_type)] = twin.record_types.items()
step = session.steps[0]
session.apply_now(Change("tick", (record_type(id=new_id(), step=step.id, done=(0,)),)))
folder = session.store.folder
session.close()

async def seen():
    app = FacilitatorApp(Path(sys.argv[1]), session=folder)
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(500):
            await pilot.pause(0.01)
            if app.run_screen is not None and app.run_screen.query("ActivityScreen"):
                break
        text = " ".join(strip.text for strip in app.screen._compositor.render_strips())
        app.run_screen.session.store.close()
    return "Pens" in text

opened = asyncio.run(seen())
again = Session.open(folder, kinds)
stored = json.loads((folder / "session.json").read_text())
blocks = step_blocks(again, step, again.tr)
again.close()
print(json.dumps({"kinds": sorted(kinds), "table": table, "stored": len(stored[table]),
                  "opened": opened, "blocks": [type(block).__name__ for block in blocks]}))
"""


def test_a_copied_and_renamed_kind_is_offered_opened_saved_and_reported(tmp_path: Path) -> None:
    package = Path(facilitator.activities.__file__).parent.parent
    shutil.copytree(package, tmp_path / "facilitator", ignore=shutil.ignore_patterns("__pycache__"))
    kinds = tmp_path / "facilitator" / "activities"
    shutil.copytree(kinds / "brief", kinds / "twin")
    for file in (kinds / "twin").rglob("*.py"):
        file.write_text(file.read_text().replace("activities.brief", "activities.twin"))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "home")],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    import json

    found = json.loads(done.stdout)
    assert "twin" in found["kinds"]
    assert "brief" in found["kinds"]
    assert found["table"].startswith("twin.")
    assert found["stored"] == 1
    assert found["opened"]
    assert found["blocks"]

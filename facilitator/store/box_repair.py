"""Getting back what can be proved of damaged ballot boxes; the damaged files are kept until the seal."""

from pathlib import Path

from facilitator.store.box import Box, BoxDamaged
from facilitator.store.box_file import SUFFIX, boxes_in
from facilitator.store.files import Files
from facilitator.store.notices import Finding, StoreError


def repair_boxes(folder: Path, files: Files) -> list[Finding]:
    """Repairs every damaged box in a session's folder of rounds; says what was done, nothing when all are sound."""
    findings = []
    for round_id in boxes_in(folder, files):
        findings += _repair(folder, round_id, files)
    return findings


def _repair(folder: Path, round_id: str, files: Files) -> list[Finding]:
    name = round_id + SUFFIX
    try:
        Box.open(folder, round_id, files=files).stop()
    except BoxDamaged:
        pass
    except StoreError as error:
        return [error.finding]
    else:
        return []
    try:
        box = Box.repair(folder, round_id, {}, files=files)
    except BoxDamaged:
        return [Finding("box_hopeless", {"file": f"{folder.name}/{name}"})]
    ballots, problem = box.standing().ballots, box.problem
    box.stop()
    return [problem or Finding("box_repaired", {"file": f"{folder.name}/{name}", "ballots": ballots})]

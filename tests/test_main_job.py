"""The main job: a use-case workshop from a new session to the files for the client.

The program is killed in the middle of the vote, for real: the first half runs in a process of its own, which ends
itself the hard way while a voter has the laptop. The second half starts from what is on the disk.
"""

import os
from pathlib import Path
from random import Random

import msgspec

from facilitator.activities import find
from facilitator.activities.dot_voting.opening import new_vote
from facilitator.activities.dot_voting.reveal import revealing
from facilitator.activities.ideas import rules as ideas
from facilitator.activities.ideas.reveal import reveal
from facilitator.activities.plan.rules import from_items
from facilitator.core.change import Change
from facilitator.core.dates import written_day
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Person, Task
from facilitator.core.stepview import StepView
from facilitator.imports.ideas import parse
from facilitator.imports.library import library
from facilitator.session.report import export
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.session.views import view
from tests import facilitating as do
from tests.app.driving import program
from tests.kit.harness import step_of

NOON = 1_795_348_800.0
"""22 November 2026, 12:00 UTC: the day of the workshop."""


async def test_a_use_case_workshop_goes_from_home_to_the_clients_files_through_a_kill(tmp_path: Path) -> None:
    do.killed_in(first_half, tmp_path)
    winners = await second_half(tmp_path)
    report, tasks = do.read_the_files(tmp_path)
    assert do.winners_in(report) == winners
    assert [task["Name"] for task in tasks if task["Name"] in report] == [task["Name"] for task in tasks]
    assert {task["Name"] for task in tasks} == {do.ANSWERS["first-step"], *map(do.title_of, winners - {do.FIRST})}
    assert {task["Name"]: task["Due Date"] for task in tasks if task["Due Date"]} == {do.title_of(do.SECOND): do.DUE}
    assert written_day(do.DUE, Translator()) in report
    assert "Ben de Groot" not in report + str(tasks)


async def first_half(home: Path) -> None:
    """From Home to the middle of the vote: four have voted, the fifth is about to. It does not return."""
    async with program(home, now=lambda: NOON) as driver:
        await do.make_a_session(driver)
        await do.go_on_to(driver, "collect")
        await do.paste_cards(driver)
        await do.show_them_to_everybody(driver)
        await do.go_on_to(driver, "cluster")
        for stays, goes in do.SAME:
            await do.merge(driver, stays, goes)
        await do.group(driver, "Quotes", 1, 10, 15)
        await do.go_on_to(driver, "sharpen")
        await do.fill_in_the_fields(driver, do.FIRST)
        await do.go_on_to(driver, "vote")
        await do.open_the_round(driver)
        await do.hand_the_laptop_round(driver, new_code=True)
        for voter in range(4):
            await do.cast_a_ballot(driver, voter)
        await do.begin_a_ballot(driver, 4)
        os.kill(os.getpid(), do.KILL)


async def second_half(home: Path) -> set[int]:
    """From Home to the files; then something is taken back. Gives the numbers of the cards that won."""
    async with program(home, now=lambda: NOON) as driver:
        await do.open_the_newest_session(driver)
        do.find_everything_again(driver)
        await do.hand_the_laptop_round(driver)
        for voter in range(4, 8):
            await do.cast_a_ballot(driver, voter)
        await do.take_the_laptop_back(driver)
        await do.end_the_round(driver)
        await do.show_the_result(driver)
        drawn = await do.draw_between_the_tied(driver)
        await do.go_on_to(driver, "first-steps")
        await do.make_tasks_of_the_winners(driver)
        await do.give_the_task_an_owner_and_a_date(driver)
        await do.export_for_the_client(driver)
        await do.undo_and_redo(driver)
        return {do.FIRST, do.SECOND, drawn}


# The same path through all floors, without a screen


def at(session: Session, step: str) -> StepView:
    """A step as it is now."""
    return view(session, step_of(session, step))


async def test_without_screens_a_card_becomes_a_winner_a_task_and_a_line_of_the_report(tmp_path: Path) -> None:
    workshop = library(None)["use-case"].workshop
    assert workshop is not None
    people = [Person(id=new_id(), name=name, order=n) for n, name in enumerate(("Anna", "Ben"), 1)]
    session = create(tmp_path, workshop, Beginning(title="AI at Acme", client="Acme", people=people), find())
    found = parse("Draft quotes\nSort tickets")
    await session.apply(ideas.add(at(session, "collect"), found, session.number("items"), session.counted("items", 2)))
    await session.apply(reveal(at(session, "collect"), Random(1)))
    await vote_for(session, "1", "1")
    change = from_items(at(session, "first-steps"), session.counted)
    assert change is not None
    await session.apply(change)
    result = export(session)
    session.close()
    report = (result.folder / "report.md").read_text(encoding="utf-8")
    assert result.failures == {}
    assert [task.title for task in session.table(Task).values()] == ["Draft quotes"]
    assert report.startswith("---\n")
    assert report.index("| 1 | Draft quotes |") < report.index("Sort tickets")


async def vote_for(session: Session, *numbers: str) -> None:
    """A whole round in which every voter gives one dot."""
    vote = new_vote(at(session, "vote"))
    await session.rounds.open(vote.id, vote.step, {}, Change("open", (vote,)))
    for seat, number in enumerate(numbers):
        await session.rounds.cast(vote.id, f"seat {seat}", {number: 1}, "laptop", final=True)
    vote = msgspec.structs.replace(vote, state="closed")
    await session.rounds.close(vote.id, Change("close", (vote,)))
    await session.rounds.reveal(vote.id, revealing(at(session, "vote"), vote))

"""The plan: tasks with one owner and a date each.

The report's part about the plan is made from the tasks of the whole session, once, however many such steps there are.
"""

from facilitator.core.activity import Activity
from facilitator.core.i18n import N_

ACTIVITY = Activity(
    package=__name__,
    title=N_("Plan"),
    summary=N_("Results become tasks; each gets one owner and a date."),
    settings="rules:Settings",
    screen="screen:PlanScreen",
    scene="scene:scene",
    unfinished="rules:unfinished",
    open_ends="rules:open_ends",
)

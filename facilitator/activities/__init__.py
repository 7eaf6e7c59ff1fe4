"""The kinds of steps: one folder each, found, not listed."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from facilitator.core.activity import Activity


@cache
def find() -> dict[str, Activity]:
    """Every installed kind by its name; loads neither the terminal nor the store."""
    found: dict[str, Activity] = {}
    for module in iter_modules(__path__):
        if module.ispkg:
            activity: Activity = import_module(f"{__name__}.{module.name}").ACTIVITY
            found[activity.kind] = activity
    return found

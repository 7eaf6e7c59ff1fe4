"""Report and tasks to files: one folder per form of results, found, not listed."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from facilitator.exports.format import Format


@cache
def find() -> dict[str, Format]:
    """Every form of results by its name; loads none of the libraries that write them."""
    found = (import_module(f"{__name__}.{module.name}").FORMAT for module in iter_modules(__path__) if module.ispkg)
    return {form.name: form for form in found}

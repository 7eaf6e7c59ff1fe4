"""One form of results: a folder of this package that holds ``FORMAT``."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from facilitator.core.blocks import PROFILES, Profile
from facilitator.exports.package import Package


@dataclass(frozen=True, kw_only=True)
class Format:
    """A form of results. It names its function instead of importing it, so that listing the forms loads no library."""

    package: str
    """``__name__`` of its package; the last part is the form's name."""
    label: str
    """What it is, in English, marked with ``N_``."""
    file: str
    """Name of the (first) file it makes."""
    write: str
    """``module:function`` in the package: ``(Package) -> {file name: bytes}``."""
    profiles: tuple[Profile, ...] = PROFILES
    """The readers it is for."""

    @property
    def name(self) -> str:
        """The word for it on the command line."""
        return self.package.rpartition(".")[2].replace("_", "-")

    def files(self, package: Package) -> Mapping[str, bytes]:
        """The files of this form: name to content."""
        module, _, function = self.write.partition(":")
        made = getattr(import_module(f"{self.package}.{module}"), function)(package)
        return cast("Mapping[str, bytes]", made)

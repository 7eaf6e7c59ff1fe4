"""The settings of a step held against the struct that its kind declares, every fault named."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

import msgspec
from msgspec import inspect

from facilitator.core.activity import Activity
from facilitator.core.i18n import Translator
from facilitator.core.workshop_overlay import STEP_KEYS
from facilitator.core.workshop_values import Path, Problem, hint, said, wrong_type


def no_faults(_settings: Any, _tr: Translator) -> Iterable[tuple[str, str]]:
    """For a kind that has nothing to add to the shape of its settings."""
    return ()


class KindCheck(msgspec.Struct, frozen=True):
    """What the checker needs to know of a kind of step."""

    settings: type[msgspec.Struct]
    faults: Callable[[Any, Translator], Iterable[tuple[str, str]]] = no_faults
    """From settings of the right shape to faults of meaning: (key, sentence)."""
    winners: bool = True
    """Whether a later step can work on its winners."""


def kind_checks(kinds: Mapping[str, Activity]) -> dict[str, KindCheck]:
    """What the checker needs, of all installed kinds."""
    return {name: KindCheck(kind.settings_type, kind.faults, bool(kind.winners)) for name, kind in kinds.items()}


def settings_problems(settings: dict[str, Any], kind: KindCheck, path: Path, tr: Translator) -> list[Problem]:
    """Everything wrong with a step's settings; ``path`` is the step's place."""
    walk = _Walk(tr)
    walk.struct(settings, cast("inspect.StructType", inspect.type_info(kind.settings)), path, STEP_KEYS)
    if walk.problems:
        return walk.problems
    try:
        converted = msgspec.convert(settings, kind.settings)
    except (msgspec.ValidationError, ValueError, TypeError) as error:
        return [Problem(path, tr("The settings do not fit: {reason}.", reason=str(error).rstrip(".")), False)]
    return [Problem((*path, key), sentence, False) for key, sentence in kind.faults(converted, tr)]


class _Walk:
    """Goes down value and type together."""

    def __init__(self, tr: Translator) -> None:
        self.tr = tr
        self.problems: list[Problem] = []

    def fault(self, path: Path, sentence: str) -> None:
        self.problems.append(Problem(path, sentence, False))

    def struct(self, value: dict[str, Any], info: inspect.StructType, path: Path, beside: Iterable[str] = ()) -> None:
        fields = {field.encode_name: field for field in info.fields}
        for key in value:
            if key not in fields:
                names = (*fields, *beside)
                self.fault((*path, key), said(self.tr("Unknown key “{key}”.", key=key), hint(key, names, self.tr)))
        for key, field in fields.items():
            if key in value:
                self.value(value[key], field.type, (*path, key), key)
            elif field.required:
                self.fault(path, self.tr("“{key}” is missing.", key=key))

    def value(self, value: Any, info: inspect.Type, path: Path, key: str) -> None:
        match info:
            case inspect.Metadata():
                self.value(value, info.type, path, key)
            case inspect.StructType() if isinstance(value, dict):
                self.struct(value, info, path)
            case inspect.DictType() if isinstance(value, dict):
                for name, entry in value.items():
                    self.value(entry, info.value_type, (*path, name), name)
            case inspect.CollectionType() if isinstance(value, list):
                for at, entry in enumerate(value):
                    self.value(entry, info.item_type, (*path, at), key)
            case _ if not fits(value, info):
                self.fault(path, self._refused(value, info, key))

    def _refused(self, value: Any, info: inspect.Type, key: str) -> str:
        words = [str(word) for word in _words_of(info)]
        if isinstance(value, str) and words:
            sentence = self.tr("“{key}” cannot be “{value}”.", key=key, value=value)
            return said(sentence, hint(value, words, self.tr))
        wanted = describe(info, self.tr)
        same = _same_type(value, info)
        return (
            self.tr("“{key}” must be {wanted}, not {value}.", key=key, wanted=wanted, value=value)
            if same
            else wrong_type(key, wanted, value, self.tr)
        )


def fits(value: Any, info: inspect.Type) -> bool:
    """Whether a value can be what the type says; a type unknown here is left to the conversion."""
    match info:
        case inspect.UnionType():
            return any(fits(value, member) for member in info.types)
        case inspect.LiteralType():
            return value in info.values and not isinstance(value, bool)
        case inspect.NoneType():
            return value is None
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.StrType():
            return isinstance(value, str) and len(value) >= (info.min_length or 0)
        case inspect.IntType():
            return isinstance(value, int) and not isinstance(value, bool) and _within(value, info)
        case inspect.FloatType():
            return isinstance(value, int | float) and not isinstance(value, bool) and _within(value, info)
        case inspect.StructType() | inspect.DictType():
            return isinstance(value, dict)
        case inspect.CollectionType():
            return isinstance(value, list) and all(fits(entry, info.item_type) for entry in value)
        case _:
            return True


def _within(value: float, info: inspect.IntType | inspect.FloatType) -> bool:
    return (
        (info.ge is None or value >= info.ge)
        and (info.gt is None or value > info.gt)
        and (info.le is None or value <= info.le)
        and (info.lt is None or value < info.lt)
    )


def _same_type(value: Any, info: inspect.Type) -> bool:
    """Whether only the size of a number is wrong."""
    if isinstance(info, inspect.UnionType):
        return any(_same_type(value, member) for member in info.types)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and isinstance(info, inspect.IntType | inspect.FloatType)


def _words_of(info: inspect.Type) -> tuple[object, ...]:
    """The words that a type allows, when it allows only some."""
    match info:
        case inspect.LiteralType():
            return tuple(info.values)
        case inspect.UnionType():
            return tuple(word for member in info.types for word in _words_of(member))
        case _:
            return ()


def describe(info: inspect.Type, tr: Translator) -> str:
    """A type in words: *a whole number from 1 to 20 or “auto”*."""
    match info:
        case inspect.Metadata():
            return describe(info.type, tr)
        case inspect.UnionType():
            members = [member for member in info.types if not isinstance(member, inspect.NoneType)]
            return tr(" or ").join(describe(member, tr) for member in members)
        case inspect.LiteralType():
            return tr(" or ").join(f"“{word}”" for word in info.values)
        case inspect.BoolType():
            return tr("true or false")
        case inspect.StrType():
            return tr("text")
        case inspect.IntType():
            return _with_limits(tr("a whole number"), info, tr)
        case inspect.FloatType():
            return _with_limits(tr("a number"), info, tr)
        case inspect.CollectionType():
            return tr("a list")
        case _:
            return tr("a table")


def _with_limits(word: str, info: inspect.IntType | inspect.FloatType, tr: Translator) -> str:
    low = info.ge if info.ge is not None else info.gt
    high = info.le if info.le is not None else info.lt
    if low is not None and high is not None:
        return tr("{number} from {low} to {high}", number=word, low=low, high=high)
    if low is not None and info.gt is not None:
        return tr("{number} above {low}", number=word, low=low)
    if low is not None:
        return tr("{number} of at least {low}", number=word, low=low)
    return tr("{number} of at most {high}", number=word, high=high) if high is not None else word

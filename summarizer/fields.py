"""JSON that others may have touched, read value by value: each is asked for by its kind.

Takes text, gives values; what is amiss is a `FieldError` that names its place, such as `rewrite.segments[3].span`.
Touches nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Set
from typing import Any, NoReturn, get_args


class FieldError(ValueError):
    """What is wrong and where, in words that can follow a file's name."""


class Field:
    """A value and its place."""

    __slots__ = ("_place", "_value")

    def __init__(self, value: object, place: str = "") -> None:
        self._value = value
        self._place = place

    def __getitem__(self, name: str) -> Field:
        """The member of that name, which has to be there."""
        members = self._mapping()
        if name not in members:
            self.refuse(f"`{name}` is missing")
        return Field(members[name], f"{self._place}.{name}".lstrip("."))

    def optional(self, name: str) -> Field | None:
        """The member of that name; None where it is missing or null."""
        return None if self._mapping().get(name) is None else self[name]

    def names(self) -> list[str]:
        return list(self._mapping())

    def only(self, known: Set[str]) -> None:
        """Refuse members of other names."""
        for name in self._mapping():
            if name not in known:
                self.refuse(f"`{name}` is unknown to this version")

    def items(self) -> Iterator[Field]:
        if not isinstance(self._value, list):
            self.refuse("is no list")
        return (Field(item, f"{self._place}[{i}]") for i, item in enumerate(self._value))

    def text(self) -> str:
        if not isinstance(self._value, str):
            self.refuse("is no text")
        return self._value

    def choice(self, choices: Any) -> Any:
        """One of a `Literal`'s values."""
        if self._value not in get_args(choices):
            self.refuse(f"is none of {', '.join(map(str, get_args(choices)))}")
        return self._value

    def yes_or_no(self) -> bool:
        if not isinstance(self._value, bool):
            self.refuse("is neither true nor false")
        return self._value

    def whole(self) -> int:
        """A whole number from 0."""
        if type(self._value) is not int or self._value < 0:
            self.refuse("is no whole number")
        return self._value

    def number(self) -> float:
        if type(self._value) not in (int, float):
            self.refuse("is no number")
        return self._value  # type: ignore[return-value]

    def refuse(self, problem: str) -> NoReturn:
        raise FieldError(f"{self._place}: {problem}" if self._place else problem)

    def _mapping(self) -> Mapping[str, object]:
        if not isinstance(self._value, Mapping):
            self.refuse("is no object" if self._place else "it is no JSON object")
        return self._value


def read(text: str | bytes) -> Field:
    """The top of a JSON text."""
    try:
        return Field(json.loads(text, parse_constant=_no_constant))
    except RecursionError:
        raise FieldError("it is nested too deeply") from None
    except UnicodeDecodeError:
        raise FieldError("it is not UTF-8") from None
    except ValueError as error:
        raise FieldError(f"it is no JSON: {error}") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")

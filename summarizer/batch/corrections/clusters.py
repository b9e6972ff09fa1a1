"""What belongs together, from pairs that do. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Any, Generic, Protocol, TypeVar


class _Orderly(Hashable, Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


T = TypeVar("T", bound=_Orderly)


class Clusters(Generic[T]):
    """Grown pair by pair; a cluster is as strong as its strongest pair. Clusters and members come sorted."""

    def __init__(self) -> None:
        self._parents: dict[T, T] = {}
        self._pairs: list[tuple[T, float]] = []

    def join(self, one: T, other: T, strength: float) -> None:
        self._parents[self._root(other)] = self._root(one)
        self._pairs.append((one, strength))

    def __iter__(self) -> Iterator[tuple[list[T], float]]:
        members: defaultdict[T, list[T]] = defaultdict(list)
        for member in self._parents:
            members[self._root(member)].append(member)
        strengths: defaultdict[T, float] = defaultdict(float)
        for member, strength in self._pairs:
            root = self._root(member)
            strengths[root] = max(strengths[root], strength)
        found = [(sorted(cluster), strengths[root]) for root, cluster in members.items()]
        return iter(sorted(found))

    def _root(self, member: T) -> T:
        while (parent := self._parents.setdefault(member, member)) != member:
            member = parent
        return member

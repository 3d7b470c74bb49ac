"""The names that somebody who mistyped one may have meant, by the same measure as the JVM's."""

from collections.abc import Iterable

_MOST = 3


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """The known names nearest to a name, nearest first; those with little in common are left out.

    Args:
        name: what was asked for.
        known: what there is.

    """
    sought = _lower(name)
    tolerance = max(1, len(sought) // 3)
    candidates = []
    for other in known:
        lower = _lower(other)
        if abs(len(lower) - len(sought)) <= tolerance:
            distance = _distance(sought, lower)
            if distance <= tolerance:
                candidates.append((distance, other))
    return [other for _, other in sorted(candidates)[:_MOST]]


def _lower(name: str) -> str:
    """Leave out what is no difference to people: a letter can be typed in two ways."""
    from unicodedata import normalize  # a library of its own, and this is imported at every start

    return normalize("NFKC", name).lower()


def _distance(one: str, other: str) -> int:
    """How many letters must be added, left out, changed or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, its in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]

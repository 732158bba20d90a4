"""Wordings of one job: linked ones taken together, never two that contradict each other."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from itertools import combinations

from warehouse.jobs.evidence import Link
from warehouse.jobs.limits import load_limits

Parted = Callable[[int, int], bool]
"""Tells whether two wordings that no link joins cannot be of one job."""
Bridges = Callable[[int, int, int], bool]
"""Tells whether the first wording, of several places, makes one job of two of one place each."""


def cluster(
    links: Iterable[Link],
    contradicted: Container[tuple[int, int]],
    parted: Parted,
    bridges: Bridges,
) -> dict[int, tuple[int, Link]]:
    """Return for each joined wording its cluster (the lowest wording) and its strongest link.

    `contradicted` has the links of alike wordings whose requisitions say that they are two jobs.
    The result depends on the links alone, not on their order.
    """
    clear, joined = _clear(list(links), contradicted, parted, bridges)
    members: dict[int, list[int]] = {}
    of: dict[int, int] = {}
    strongest: dict[int, Link] = {}
    for link in sorted(clear, key=lambda item: (-item.likeness, item.wording, item.other)):
        first, second = of.get(link.wording, link.wording), of.get(link.other, link.other)
        if first != second:
            ours, theirs = members.get(first, [first]), members.get(second, [second])
            if any(
                (min(a, b), max(a, b)) not in joined and parted(a, b) for a in ours for b in theirs
            ):
                continue
            low = min(first, second)
            members[low] = ours + theirs
            of |= dict.fromkeys(members[low], low)
        for wording in (link.wording, link.other):
            strongest.setdefault(wording, link)
    return {wording: (low, strongest[wording]) for wording, low in of.items()}


def _clear(
    links: list[Link], contradicted: Container[tuple[int, int]], parted: Parted, bridges: Bridges
) -> tuple[list[Link], set[tuple[int, int]]]:
    """Return the links without those by which a wording could be of two different jobs.

    Beside them the pairs that may be of one job: those of these links, and those bridged.

    Where one of the two shares clearly more of the text, and the employer speaks for it, that one
    is meant; else nobody can tell, and the wording stands apart from both.
    """
    of: Mapping[int, dict[int, Link]] = defaultdict(dict)
    for link in links:
        of[link.wording][link.other] = link
        of[link.other][link.wording] = link
    margin = load_limits().alike["clearly_closer"]
    dropped = {link for link in links if (link.wording, link.other) in contradicted}
    standing = {(link.wording, link.other) for link in links} - {
        (link.wording, link.other) for link in dropped
    }
    bridged = set()
    for middle, neighbours in of.items():
        for one, other in combinations(sorted(neighbours), 2):
            if (one, other) in standing or not parted(one, other):
                continue
            if bridges(middle, one, other):
                bridged.add((one, other))
                continue
            near, far = sorted(
                (neighbours[one], neighbours[other]), key=lambda link: -link.likeness
            )
            dropped.add(far)
            if not near.named or near.likeness - far.likeness < margin:
                dropped.add(near)
    clear = [link for link in links if link not in dropped]
    return clear, bridged | {(link.wording, link.other) for link in clear}

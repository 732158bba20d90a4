"""One module a format of rankings, each with `render(rankings, index, kept_unknown) -> str`.

They are discovered: a new format is one new file.
"""

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # they load numpy, and help starts fast
    from matcher.index import Index
    from matcher.ranking import Ranking

    Render = Callable[[Sequence[Ranking], Index, bool], str]


def format_names() -> list[str]:
    """Return the names of the formats, the one for people first."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    return sorted(names, key=lambda name: (name != "table", name))


def load_format(name: str) -> "Render":
    """Return the renderer of a format."""
    render: Render = importlib.import_module(f"{__name__}.{name}").render
    return render

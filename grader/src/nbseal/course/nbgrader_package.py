"""nbgrader's package, without the parts of its web server, until somebody asks for them.

nbgrader imports its four server extensions as soon as any module of it is imported, and with them Jupyter's
server, nbconvert and its own exchange: more than half of what it takes to start. Here the package itself is
made as Python makes it, from its own spec, and what is in its `__init__.py` runs when a name of it is asked
for. What anybody then finds is the same. This can go once nbgrader imports its extensions where they are
loaded (https://github.com/jupyter/nbgrader/blob/v0.9.6/nbgrader/__init__.py).
"""

import importlib
import importlib.util
import sys
from typing import Any

_NAME = "nbgrader"


def put_off_extensions() -> None:
    """Have nbgrader's server extensions imported when they are asked for; do nothing if they have been."""
    spec = importlib.util.find_spec(_NAME) if _NAME not in sys.modules else None
    if spec is None or spec.loader is None:
        return  # an import says what is wrong
    loader = spec.loader
    package: Any = importlib.util.module_from_spec(spec)

    def ask(name: str) -> Any:
        """Return what the package has under a name that it does not have yet."""
        inner = f"{_NAME}.{name}"
        if importlib.util.find_spec(inner) is not None:
            return importlib.import_module(inner)
        load()
        return getattr(package, name)

    def load() -> None:
        for hook in ("__getattr__", "__dir__"):
            vars(package).pop(hook, None)
        loader.exec_module(package)

    def names() -> list[str]:
        load()
        return dir(package)

    package.__getattr__, package.__dir__ = ask, names
    sys.modules[_NAME] = package

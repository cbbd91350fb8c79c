"""Make the outputs of a notebook of what a session says that a cell has shown.

The session belongs to the student, so every part is checked, and what is too much is cut.
"""

import base64
import math
import re
from typing import Any

from ...course.notebooks import node
from ..session.answers import TRUNCATED
from .outcome import Outcome

_MOST_OUTPUTS = 500
_MOST_LINES = 1000
_MIME = re.compile(r"[a-z]{1,30}/[A-Za-z0-9.+-]{1,100}")


def clean(raw: list[Any], budget: int) -> list[Any]:
    """Return well-formed outputs of at most `budget` characters, or a note in their place."""
    kept: list[Any] = []
    lines = 0
    for item in raw[:_MOST_OUTPUTS]:
        output = _output(item)
        if output is None:
            continue
        if output.output_type == "stream":
            text = output.text.split("\n")
            if lines + len(text) > _MOST_LINES:
                output.text = "\n".join([*text[: max(0, _MOST_LINES - lines)], TRUNCATED])
            lines += len(text)
        budget -= size(output)
        if budget < 0 or lines > 2 * _MOST_LINES:
            kept.append(node(output_type="stream", name="stdout", text=TRUNCATED))
            break
        kept.append(output)
    return kept


def of_check(outcome: Outcome, points: float, most: float) -> list[Any]:
    """Return what a check shows in the graded notebook: never a line of its code.

    Parameters
    ----------
    outcome
        How it ended.
    points, most
        What it has earned, and what it is worth.
    """
    shown = []
    if outcome.printed:
        shown.append(node(output_type="stream", name="stdout", text=outcome.printed))
    if outcome.ended == "number":
        data = node(**{"text/plain": f"{points:g}"})
        found = {
            "output_type": "execute_result",
            "data": data,
            "metadata": node(),
            "execution_count": None,
        }
        shown.append(node(**found))
    elif outcome.ended != "passed":
        lines = [f"Check failed ({points:g} of {most:g} points): {outcome.message}".rstrip(": ")]
        if outcome.student_lines:
            lines += ["In your code:", *(f"  {line}" for line in outcome.student_lines)]
        shown.append(error("CheckFailed", outcome.message, lines))
    return shown


def error(name: str, text: str, lines: list[str]) -> Any:
    """Return an error output.

    Parameters
    ----------
    name, text
        The error's class and its message.
    lines
        What stands in the place of the traceback.
    """
    return node(output_type="error", ename=name, evalue=text, traceback=lines)


def _output(item: Any) -> Any:
    if type(item) is not dict:
        return None
    kind = item.get("output_type")
    if kind == "stream":
        name = "stderr" if item.get("name") == "stderr" else "stdout"
        return node(output_type="stream", name=name, text=_text(item.get("text")))
    if kind == "error":
        trace = item.get("traceback")
        lines = [_text(line)[:5000] for line in trace[:200]] if type(trace) is list else []
        return error(_text(item.get("ename"))[:200], _text(item.get("evalue"))[:10_000], lines)
    if kind in ("execute_result", "display_data") and type(item.get("data")) is dict:
        data = {
            m: _mime(m, part) for m, part in item["data"].items() if type(m) is str and _MIME.fullmatch(m)
        }
        found: dict[str, Any] = {"output_type": kind, "data": node(**data), "metadata": node()}
        if kind == "execute_result":
            count = item.get("execution_count")
            found["execution_count"] = count if type(count) is int and 0 <= count < 10**6 else None
        return node(**found)
    return None


def _mime(kind: str, part: Any) -> Any:
    if type(part) is bytes:
        return base64.b64encode(part).decode("ascii")
    if type(part) is str:
        return _text(part)
    if kind.endswith("json"):
        return _json(part)
    return _text(part)


def _json(part: Any) -> Any:
    if type(part) is dict:
        return {_text(key): _json(item) for key, item in part.items()}
    if type(part) is list:
        return [_json(item) for item in part]
    if type(part) is float and not math.isfinite(part):
        return None
    return part if part is None or type(part) in (bool, int, float) else _text(part)


def _text(part: Any) -> str:
    text = part if type(part) is str else str(part)
    return text.encode("utf-8", errors="replace").decode("utf-8")


def size(output: Any) -> int:
    """Return about how many characters an output has."""
    return len(str(output))

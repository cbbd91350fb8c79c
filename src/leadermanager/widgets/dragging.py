"""Dragging with a mouse or a pen, for the exercises whose things are moved by hand."""

from pathlib import Path

# Defines `letDrag`; a widget's own source comes after it.
DRAGGING = (Path(__file__).parent / "static" / "dragging.js").read_text("utf-8") + "\n"

# Ask for a kernel of its own.
# cell: notebook
# ruff: noqa
# fmt: off

notebook["metadata"]["kernelspec"] = {"name": "bash", "display_name": "Bash", "language": "bash"}

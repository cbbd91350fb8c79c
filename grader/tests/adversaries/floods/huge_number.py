# Answer with a number of a hundred million digits.
# cell: answer
# ruff: noqa
# fmt: off

answer = 1 << 300_000_000

# Hand the tests a text that takes for ever to match.
# cell: answer
# ruff: noqa
# fmt: off

answer = 'a' * 50_000 + '!'

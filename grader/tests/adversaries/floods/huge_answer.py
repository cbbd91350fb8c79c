# Answer with a text of a gigabyte, or what fits.
# cell: answer
# ruff: noqa
# fmt: off

answer = 'x' * 400_000_000

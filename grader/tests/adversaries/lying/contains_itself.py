# Answer with a list that contains itself.
# cell: answer
# ruff: noqa
# fmt: off

answer = []
answer.append(answer)

# Return a list subclass that never ends.
# cell: double
# ruff: noqa
# fmt: off

class Endless(list):
    def __iter__(self):
        while True:
            yield 1
    def __len__(self): return 2**62
def double(n):
    return Endless([1])

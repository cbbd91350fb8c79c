# Put a finder in front of all imports.
# cell: start
# ruff: noqa
# fmt: off

import sys
class Finder:
    def find_spec(self, name, path=None, target=None): raise SystemExit
sys.meta_path.insert(0, Finder())

# Print every environment variable, in case one is a secret.
# cell: start
# ruff: noqa
# fmt: off

import os
print(dict(os.environ))

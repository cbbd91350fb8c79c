"""`python -m leadermanager.cli`."""

from leadermanager.cli import main

main()

"""`python -m nbseal`."""

from .cli import main

main()

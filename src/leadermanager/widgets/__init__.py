"""The exercises: a shell that all share, and one module for each kind."""

"""A sealed, fast grader for nbgrader courses; it knows nothing of the rest of this package."""

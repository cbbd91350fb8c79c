"""Pictures that move: one mechanism of a lesson each, in which the student acts and time runs."""

"""What instructors have and students have not: the simulated company, the edition, their commands."""

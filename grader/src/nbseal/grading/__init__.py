"""For graders: score a class, each notebook in a sandbox, and write the scores into the gradebook."""

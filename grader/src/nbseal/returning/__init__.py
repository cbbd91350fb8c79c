"""For graders: give each student feedback, and the LMS its grades."""

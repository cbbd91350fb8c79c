"""What goes back: a page to each student, and grades to the LMS."""

"""For instructors: make what students get, and try an assignment's own tests."""

"""Faults that the book must survive: each harness does real work in a child process and breaks something on the way."""

"""The commands without a window that are more than a few lines, a module each."""

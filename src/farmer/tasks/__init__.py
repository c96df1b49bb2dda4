"""Tasks: one module for each thing a user wants done. A task returns data; it never speaks."""

"""Tasks: a folder for each kind of thing a user wants done, a module for each thing.

A task returns data; it never speaks. The folders are the sections of the help.
"""

"""Assistants and colleagues."""

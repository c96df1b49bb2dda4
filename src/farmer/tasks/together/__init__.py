"""Other machines and assistants."""

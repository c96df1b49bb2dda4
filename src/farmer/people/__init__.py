"""Recognises: who is meant, who is the same person, who is mentioned. Pure."""

"""Matching: recognises who is meant and who is the same person. Pure."""

"""Whom to look after: what is due, who goes cold, where everybody stands."""

"""The log of changes: triggers that keep each row as it was, stepping back, what was done."""

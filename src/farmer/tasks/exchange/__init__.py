"""In and out: files that other programs have, and farmer's own."""

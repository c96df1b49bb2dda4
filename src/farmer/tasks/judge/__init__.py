"""Is it farmed? One person, an introduction, a page before a meeting."""

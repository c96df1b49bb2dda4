"""Put right: corrected, taken out, merged, forgotten, undone."""

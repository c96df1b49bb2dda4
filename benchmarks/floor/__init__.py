"""Programs that do only what cannot be left out: what farmer is measured against."""

"""Each question's SQL beside the method that asks it; `reader` answers them all."""

"""Pages: one self-contained HTML file each, without scripts, that opens in ten years."""

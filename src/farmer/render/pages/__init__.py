"""Pages: one self-contained HTML file each, whole without a script, that opens in ten years."""

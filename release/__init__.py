"""What a release needs: what it stands on, looked through and listed (docs/releasing.md)."""

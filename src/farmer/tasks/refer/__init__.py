"""Introductions: referral requests, asking somebody yourself, letters."""

"""Answers an assistant: tools as plain data and plain functions; `serving` alone has a protocol."""

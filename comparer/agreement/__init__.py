"""Towards agreement: what findings come to for those who draft. Pure functions; every word is of a named clause."""

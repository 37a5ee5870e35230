"""Tests of comparer.review."""

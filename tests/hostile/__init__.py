"""Inputs that mean harm: a fuzzer with seeds of its own, and what it found, kept."""

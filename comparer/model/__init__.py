"""Values: what people wrote, what was derived from it, and problems. Frozen; imports nothing of ours."""

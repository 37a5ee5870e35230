"""What a text says, read by its words: numbers and figures, and the norm of a sentence. Nothing is compared here."""

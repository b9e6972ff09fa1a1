"""The seam between the program and a language model, and what fits into it."""

"""How good and how fast the product is, beside peers in the same run; see README.md."""

"""How good the product's words are, beside doing nothing, the repairs alone, other checkpoints and peers from PyPI.

Takes a folder of development data, prints tables, touches no file but the ones it is told to write. Run it
with `python -m benchmarks.quality --data DIR`; `benchmarks/README.md` says what each measure means.
"""

"""How well facts survive, and how well the guard tells a changed fact from a mere rewording.

    python -m benchmarks.fidelity faults --data DIR      # plant single faults; count refusals
    python -m benchmarks.fidelity articles --data DIR    # run real articles; count facts lost and invented

`faults` and `rewordings` make the cases, `plain` is an extractor of its own that shares nothing with the
guard's.
"""

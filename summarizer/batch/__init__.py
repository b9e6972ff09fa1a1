"""A folder of articles, of any size: found, worked through in groups, and picked up where it was left.

    inputs  -> which files, in which order
    layout  -> where in OUT each result goes
    journal -> what is done already; one run at a time
    groups  -> articles together through the model, side by side with reading and scoring
    run     -> the order of all this; writes the results, the table and the index page

`run.run` is the door. Nothing here holds more than a few groups of articles, however many there are.
"""

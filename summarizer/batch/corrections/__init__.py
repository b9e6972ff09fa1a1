"""What does not agree between the articles of a batch: a name in two spellings, two numbers for one thing, an
article that is there twice.

    gist                       -> what is noted of an article as it is finished, in its line of the journal
    spelling, amounts, sketch  -> when words may be one name, what a number counts, how much wording is shared
    tables                     -> all gists of a batch, and which articles are on one event
    names, numbers, clusters   -> what does not agree among them
    search                     -> the door: all of it over a whole batch, once

Nothing is held in memory that grows with the number of articles: `tables` is a temporary SQLite database, which
spills to the disk. The same records give the same corrections, in however many runs they were made.
"""

"""The editor's desk: a server on this computer, over the folder of a batch, for one editor and one browser.

    server     -> the port, the address, the end
    sessions   -> what a server that was started again has to know
    guard      -> who may ask
    app        -> what can be asked
    catalogue  -> the articles, and which to look at first
    listing    -> their list as a page
    desk       -> an article's result and decisions: read, shown, added to

`server.serve` is the door. Needs the extra `review`; nothing outside this package imports what it brings.
"""

"""`reader --plain`: line by line, for screen readers and pipes.

No colour, no cursor that moves, nothing that spins. `commands` reads what is typed, `telling` puts papers into
words, `reading` does what is asked, `loop` goes on until the end.
"""

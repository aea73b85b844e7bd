"""Files that nobody would send on purpose, and files that people do send, damaged: what may come of them, and what not.

`python -m tests.fuzz --files 10000` throws that many at everything that reads a file from people.
"""

"""What the numbers say: pure functions over arrays that know nothing of theory, disclosure or instruments.

Two kinds of input: `values`, answers as numbers with nan for a missing one (people, or people x items), and `counts`,
how many chose each of K equally spaced points. Randomness is an argument, nothing is modified, and what is undefined
is nan.
"""

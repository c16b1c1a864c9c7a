"""Questions about many commitments at once, answered as data in the shape in which the API shows it.

Each takes the commitments that fit the asker's filter and the question's two times, asks a constant number of
queries, and leaves every judgement to the pure rules.
"""

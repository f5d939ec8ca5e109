"""*The Millrace* of Sallowbridge: the invented newspaper that fills an empty newsroom.

Its words are in the TOML files here, its photographs in `photos/`; the modules turn them into
records through the same doors as the desk. Every date is counted back from the day it is made.
"""

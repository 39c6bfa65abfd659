"""How much of a tree ploke's facts cover, beside other readers of the same files."""

"""``ploke graph``: the questions that the code graph answers, one file a question; ``registry`` lists them."""

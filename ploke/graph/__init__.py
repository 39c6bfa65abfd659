"""The code graph: facts become edges by resolution, and edges answer questions.

``summary`` says what others see of a file, ``world`` where files are found, ``evaluate`` what expressions may be,
``rules`` what is special in each language, ``resolve`` turns one file's references into edges; ``analyses`` ask.
"""

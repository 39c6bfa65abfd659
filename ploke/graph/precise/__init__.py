"""Precise import: what an indexer of a language (in the SCIP format) says of references, in place of our own rules.

``scip`` reads the format, ``fitting`` tells whether a document describes a file as it is, ``definitions`` and
``importing`` turn its symbols into ours, ``answers`` is what is kept, ``applying`` what resolution does with it.
"""

"""The one way from bytes to facts. It knows no language: descriptions (``spec``) and queries tell it everything."""

"""Names that are built into Python, whichever version runs ploke. Source: the library reference, "Built-in"."""

from __future__ import annotations

from typing import Final

TYPES: Final = frozenset(
    """
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError
    BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError
    ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EncodingWarning EnvironmentError
    Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit
    IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError
    KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError
    NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError
    PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning
    StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError
    TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError
    UnicodeWarning UserWarning ValueError Warning ZeroDivisionError bool bytearray bytes classmethod complex
    dict enumerate filter float frozenset int list map memoryview object property range reversed set slice
    staticmethod str super tuple type zip
    """.split()
)
"""Classes, exceptions among them."""

NAMES: Final = TYPES | frozenset(
    """
    Ellipsis False None NotImplemented True __debug__ __doc__ __import__ __name__ abs aiter all anext any ascii
    bin breakpoint callable chr compile delattr dir divmod eval exec format getattr globals hasattr hash hex id
    input isinstance issubclass iter len locals max min next oct open ord pow print repr round setattr sorted
    sum vars
    """.split()
)
"""All names."""

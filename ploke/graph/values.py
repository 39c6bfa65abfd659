"""What an expression may be, as far as evidence tells.

A value is a tuple whose first item is its sort; an evaluation gives a frozen set of them. A set may hold ``UNKNOWN``:
then it may be something else as well. Nothing at all (``NOTHING``) is what a name in a circle of definitions has.

| sort | items | what it is |
|---|---|---|
| ``FILE`` | file | a module |
| ``PACKAGE`` | name | a package or namespace without a file of its own |
| ``TYPE`` | file, symbol, arguments | a class, or another type, itself |
| ``FUNCTION`` | file, symbol | a function, or a method without its object |
| ``BOUND`` | file, symbol, receiver | a method with the value it is called on |
| ``INSTANCE`` | file, symbol, arguments | an object of a type; ``arguments``: sets of values of its type parameters |
| ``OWN``, ``OWN_TYPE`` | file, symbol | a method's own object or class: of what it is called on, or of that symbol |
| ``HELD`` | file, scope, target, symbol | an object that a variable holds, whose entries are bindings in that scope |
| ``OUTSIDE`` | name | a function, class or module that lies outside the repository: ``package:dotted.name`` |
| ``OBJECT`` | name, arguments | an object of a type outside the repository or built in |
| ``MEMBER`` | object, name | a member of an ``OBJECT`` |
| ``CALLABLE`` | results | something that yields ``results`` when called |
| ``CLOSURE`` | file, scope, result | an anonymous function with the expression of its result |
| ``VARIABLE`` | file, symbol, name | a type variable that a symbol declares; outside the repository ``file`` is -1 |
| ``RULE`` | name | no value: says that the set rests on a named rule of evidence |
"""

from __future__ import annotations

from typing import Any, Final

FILE: Final = "file"
PACKAGE: Final = "package"
TYPE: Final = "type"
FUNCTION: Final = "function"
BOUND: Final = "bound"
INSTANCE: Final = "instance"
OWN: Final = "own"
OWN_TYPE: Final = "own type"
HELD: Final = "held"
OUTSIDE: Final = "outside"
OBJECT: Final = "object"
MEMBER: Final = "member"
CALLABLE: Final = "callable"
CLOSURE: Final = "closure"
VARIABLE: Final = "type variable"
RULE: Final = "rule"

Value = tuple[Any, ...]
Values = frozenset[Value]

UNKNOWN: Final[Value] = ("unknown",)
NOTHING: Final[Values] = frozenset()
ANYTHING: Final[Values] = frozenset({UNKNOWN})

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

from typing import Any

FILE, PACKAGE, TYPE, FUNCTION, BOUND, INSTANCE = "file", "package", "type", "function", "bound", "instance"
OWN, OWN_TYPE, HELD, OUTSIDE, OBJECT = "own", "own type", "held", "outside", "object"
MEMBER, CALLABLE, CLOSURE, VARIABLE, RULE = "member", "callable", "closure", "type variable", "rule"

Value = tuple[Any, ...]
Values = frozenset[Value]

UNKNOWN: Value = ("unknown",)
NOTHING: Values = frozenset()
ANYTHING: Values = frozenset({UNKNOWN})

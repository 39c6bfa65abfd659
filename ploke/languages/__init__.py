"""Languages: from the bytes of one file to its facts.

``detect`` tells a file's dialect, ``extract`` reads its facts, ``fingerprint`` says when facts must be read again.

# Adding a language

ARCHITECTURE.md has a page that says how. A language is a module here, or a package where it is large; what several
languages share lies in ``families``, and the engine, which knows none of them, in ``engine``. What the engine lacks for
one language goes into the engine, as a capture or a field of the spec that any language may use.

# Captures

A pattern has one *main* capture, which says what it is for, and may have helpers. Every pattern is one row of a match,
so helpers belong to their main capture. Names not listed are an error, except those that start with ``_``.

A pattern waits for more as long as the node it starts at lasts, once for each alternative, and every node below costs a
look at each pattern that waits. So start patterns low, prefer fields and supertypes to alternatives, and ask with
``(#kind? @a "b c")`` which kind a node is of, with ``(#within? @a "b c/d")`` what is around it, with
``(#around? @a "b c")`` what it starts with
(``ploke/languages/engine/predicates.py``).

## Expressions: one capture a pattern, nothing else in it

Dotted expressions are folded from these, and become references and values. A pattern must be complete at the node it
captures (``(call) @chain.call``, ``(primary_expression/identifier) @use``): they are read in the order of the tree.

- ``@use``: a name used in an expression. Capture it through the grammar's supertype for expressions where there is
  one: names of members, parameters and keywords then stay out, and cost nothing. The name of a ``@chain.member`` or
  ``@chain.type`` must stay out: it would be read as a name of its own
- ``@use.type``: a name used as a type
- ``@chain.type``: a member of a module or type that is used as a type: ``a::B``
- ``@chain.macro``: ``f!(x)``: a call of ``f!``
- ``@chain.member``: ``a.b``, ``a::b``, ``a?.b``: starts with its object, ends with the member's name
- ``@chain.call``: ``f(x)``, ``f!(x)``, ``f<T>(x)``: starts with what is called
- ``@chain.apply``: ``f(x)`` or ``a[0]``, where the grammar calls both by one name: what ends in ``]`` is an index
- ``@chain.method``: ``a.b(x)`` where the grammar keeps member and call in one node: starts with its object. A call
  without one may be captured so too, if it is ``@chain.call`` in a later pattern
- ``@chain.root``: an object that is no name, such as a literal, whose end must be known for a ``@chain.method`` on it
- ``@chain.cast``: an object that is said to be of the type it starts with: ``(A) x`` reads as ``A()`` in what follows
- ``@chain.reference``: ``A::b`` where that names a method without calling it: reads as ``A.b``, ``A::new`` as ``A``
- ``@chain.index``: ``a[0]``, ``f::<T>``, ``a!``: adds ``[]`` (``["key"]``, ``[0]`` for literal keys), starts with its
  object
- ``@chain.path``, ``@chain.path.type``: a dotted name (``a.b``, ``a::b<T>::c``) that is read from its text: no names in
  it are captured, but in type arguments. A chain may start with it
- ``@chain.pass``: starts with its object and adds nothing: ``a!``, ``f()?``
- ``@chain.behind`` with ``@inner``: ``a + b``, where the grammar takes all of it for the object of what only follows
  its last part, ``@inner``: ``(a + b).c()`` is read as ``a + b.c()``
- ``@chain.stated`` with ``@inner``: a call that answers an object of the type ``@inner`` and is captured as such: it
  reads as that type's call in what follows, but is none (``static_cast<A*>(x).b`` is ``A().b``)
- ``@chain.wrap`` with ``@inner``: a node around the one chain ``@inner``, which goes on behind it: a parenthesis,
  ``await f()``, ``new A(x)`` (captured as ``@chain.call`` as well)

## Definitions

``@definition.KIND`` is the whole node; KIND is a value of ``SymbolKind`` with ``_`` for space, or a key of
``spec.kinds``. Helpers: ``@name`` (needed), ``@body`` (which may stand behind the node: it ends with it),
``@parameters``, ``@returns`` (the type node; else the field ``return_type`` is tried), ``@type_parameters`` (else the
field of that name). A definition with a body or parameters opens a scope; functions in a class-like scope are methods.
``@annotation`` and ``@value`` bind the name to a type and value; ``@name.used`` instead of ``@name`` is a type that the
definition is named after, by ``spec.implemented``; ``@body.rest`` instead of ``@body`` is the first of several nodes up
to the definition's end; ``@fields`` instead of ``@parameters`` is a list whose definitions are members (a record's).
There may be several lists; several ``@name`` are one from first to last.
``@declarator`` instead of ``@name`` and ``@parameters`` is a node that has the name deep inside, and part of its type
(``*f(int)``): ``spec.declared`` reads it with ``@annotation``. ``@body.shown`` is a body that the signature shows too.
``@holder`` instead of ``@body`` and ``@parameters`` is a node that has fields of the usual names (an arrow function);
``@object`` is the expression whose member the definition is assigned to (``Foo.prototype``): ``spec.owner`` reads it.

``@receiver`` is a list before the name that has a parameter, and names of type parameters; ``@tag`` is text behind the
name that counts as a decorator.

- ``@definition.expression`` with ``@holder``: a function or class with a name of its own that stands as an expression
  and that only its own scope knows by it (the marker ``expression`` says so); none where another definition names it
  (``a = function f() {}``)
- ``@definition.none`` with ``@name``, above other patterns for the same node: what only looks like a definition
- ``@decorator`` with ``@role.decorator``: a decorator, attribute or annotation, and the expression in it; it belongs
  to the definition that it stands before, whose span it extends
- ``@role.base``: an expression in a definition's head that names a base; ``@role.mixin``: one in its body
- ``@doc``: a string that documents the definition whose body it starts
- ``@doc.file``: one that documents the file; ``@doc.inner``: one anywhere in a body or head that documents what it is
  of
- ``@comment``: any comment; ``spec.doc_comment`` decides which document what follows them
- ``@marker.NAME``: something that gives the function around it the marker NAME (``(yield) @marker.generator``)
- ``@modifier.NAME``: a word in a definition's head or just before it (``export``): ``spec.judge`` sees NAME,
  or the word itself of a ``@modifier``
- ``@access.NAME``: a word in a body that gives the definitions which follow it there the modifier NAME, up to the next
  such word (``public:``); with ``@name`` it gives NAME to those of that name alone, before or behind it. ``@access``
  gives the word itself; it is no use
- ``@extent`` with ``@inner``: a statement around the definition or declaration ``@inner`` that belongs to it;
  ``@type_parameters`` in it are the definition's
- ``@group`` with ``@inner``: one around several, whose documentation is theirs where they have none of their own
- ``@export.default``, ``@export.whole`` with ``@value``: what is offered under no name, and in place of the whole file
- ``@export`` with ``@name``, ``@value``: a local ``@value`` is offered to other files as ``@name``; one of the two
  may be missing

## Scopes and names that are no symbols

- ``@scope.function``: a function without a name, whose node starts where the capture does; helpers ``@parameters``,
  ``@body``
- ``@scope.block``: a region with names of its own
- ``@scope.type``: a region with type names of its own, whose names are types
- ``@scope.header``: a region with type names of its own
- ``@local``: a name bound in the scope it stands in
- ``@local.function``: a name bound in the function around it
- ``@local.pattern``: a name in a pattern: bound, unless a capital starts it, for then it means what is known by it
- ``@outer.module``, ``@outer.enclosing``: a name declared to live in the module, in an enclosing function
- ``@skip``: an ``@use`` that is none
- ``@ignore``: a region in which no name is a use

## Bindings: helpers ``@target`` (a node), ``@value``, ``@annotation``

- ``@declaration``: binds its target: a symbol in a module or class if new there, else a local;
  ``@declarator`` instead of ``@target`` as in definitions
- ``@declaration.function``: the same, in the function around it
- ``@declaration.constant``, ``@declaration.member``: the same, of a constant; of a member of the class around it
- ``@assignment``: assigns what was declared elsewhere: a write
- ``@narrowed``: a test that its ``@target`` is an object of the type ``@value``: one more thing it may be
- ``@update``: changes what its target holds: a write, and perhaps exports (``__all__ += …``)
- ``@binding.PURPOSE``: binds its target to its value followed by ``spec.suffixes[PURPOSE]``
- ``@binding.inner``: the same in the scope that starts with the captured node: a branch that knows more of a name
- ``@binding.return``: ``@value`` is returned
- ``@binding.yield``, ``@binding.delegate``: ``@value``, or each element of it, is an element of what is returned
- ``@role.write``: an expression that is written to without being assigned (``a.b += 1``)
- ``@role.call``: an expression that is called though it is no call (``<Component />``)

Values in normal form: chains as references write them; literals as ``spec.literals`` says (``""``, ``0``, ``[]``,
``{}``, ``None``); ``x[*]`` is an element of ``x``, ``x[0]`` its first, ``x["k"]`` the one under a literal key; ``?`` is
an object that is neither name nor literal; empty is unknown. What is one of several gives one binding each. A literal
container of names gives one binding an entry: of ``x["k"]`` where it is assigned, of ``["k"]`` where it is returned.
What ``spec.functions`` names is a function: as a value it reads as what ``@binding.return`` in it says, behind ``=>``.

## Arguments

What calls are given is read without captures: from text where it is plain, else from the field ``arguments`` of the
call's node, as ``spec.argument_lists`` and what stands beside it say.

- ``@arguments`` with ``@inner``: a list that is given to what ``@inner`` names, where the two are no call (``A a(x)``)

## Types and imports

- ``@role.type``: a region in which names are type references
- ``@type.string``: the text of a quoted type
- ``@tokens``, ``@tokens.PURPOSE``: text that the grammar leaves unparsed; ``spec.tokens`` reads it
- ``@package`` with ``@name``: the package or namespace that the whole file says it is part of; no use, no symbol
- ``@import``: a whole statement; ``spec.imports`` reads its text, and names in it are no uses
- ``@import.call``: a call that loads a module where it stands (``require("x")``): its row has no alias, and in chains
  it reads as the import's expression (``"x".member``)

## The vocabulary of ``tags.scm``

- ``@reference.KIND`` with ``@name``: a name used where it stands: ``call``, ``type`` (``class``, ``interface``),
  ``implementation`` (a base), all others reads. Beside it ``@definition.KIND`` may have ``@doc``, which is passed over:
  comments above a definition are found without; ``@skip`` and ``@ignore`` say of such names too that they are no uses.
  ``ploke.languages.engine.tags`` has more on such queries; those of the long tail are in ``queries/bundled``, and of
  patterns for one node the one that finds a body counts there

# Which scope a fact belongs to

A reference belongs to the symbol whose scope *looks its names up*: those in a function's decorators, annotations and
defaults, and in a class's bases, to the symbol around the function or class. Its places tell which head it stands in.
Bindings of parameters and returns belong to the function; their annotations are looked up around it. In the head of a
``@holder`` names are looked up in the function's own scope, and belong to it.
"""

from ploke.languages.engine.extraction import extract
from ploke.languages.registry import Dialect, detect, fingerprint, known_languages, module_name
from ploke.languages.spec import DEFAULT, Limits

__all__ = ["DEFAULT", "Dialect", "Limits", "detect", "extract", "fingerprint", "known_languages", "module_name"]

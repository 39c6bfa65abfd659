; What Elixir's grammar calls things: it knows calls alone. The captures are explained in ploke/languages/__init__.py.

; Expressions
(alias) @use
(call target: (identifier) @use)
(dot left: [(identifier) (atom)] @use)
(binary_operator operator: "|>" right: (identifier) @use)
(binary_operator operator: "|>" right: (identifier) @role.call)
(dot) @chain.member
(call) @chain.call
(access_call) @chain.index
(comment) @comment

; Definitions: the first word says of what
((call target: (identifier) @_word (arguments . (alias) @name) (do_block) @body) @definition.module
  (#any-of? @_word "defmodule" "defprotocol"))
((call target: (identifier) @_word (arguments . [
    (call target: (identifier) @name (arguments)? @parameters)
    (identifier) @name
    (binary_operator left: [(call target: (identifier) @name (arguments) @parameters) (identifier) @name] operator: "when")
    (binary_operator left: (identifier) operator: _ @name right: (identifier))])
  (do_block) @body) @definition.do
  (#any-of? @_word "def" "defp" "defmacro" "defmacrop"))
((call target: (identifier) @_word (arguments . [
    (call target: (identifier) @name (arguments)? @parameters)
    (identifier) @name
    (binary_operator left: [(call target: (identifier) @name (arguments) @parameters) (identifier) @name] operator: "when")
    (binary_operator left: (identifier) operator: _ @name right: (identifier))]
  (keywords) @body)) @definition.keyword
  (#any-of? @_word "def" "defp" "defmacro" "defmacrop"))
((call target: (identifier) @_word (arguments . [
    (call target: (identifier) @name (arguments)? @parameters)
    (identifier) @name
    (binary_operator left: [(call target: (identifier) @name (arguments) @parameters) (identifier) @name] operator: "when")]))
  @definition.bare
  (#any-of? @_word "def" "defp" "defmacro" "defmacrop" "defguard" "defguardp" "defdelegate"))
((call target: (identifier) @_word (arguments . (alias) (keywords (pair value: [(alias) (list) (identifier)] @name.used)))
  (do_block) @body) @definition.implementation (#eq? @_word "defimpl"))
((call target: (identifier) @_word (arguments . (alias) @role.base)) (#eq? @_word "defimpl"))
((call target: (identifier) @_word (arguments . (alias) @name .) (do_block) @body) @definition.implementation
  (#eq? @_word "defimpl"))
((call target: (identifier) @_word (arguments [
    (list [(atom) @name.used (keywords (pair key: (keyword) @name.used))])
    (keywords (pair key: (keyword) @name.used))])) @definition.field
  (#any-of? @_word "defstruct" "defexception"))
((call target: (identifier) @_word (arguments . (string) @name) (do_block) @body) @definition.test
  (#any-of? @_word "test" "describe" "property"))
((unary_operator operator: "@" operand: (call target: (identifier) @_word (arguments . [
    (binary_operator left: [(identifier) @name (call target: (identifier) @name)] operator: "::")
    (binary_operator left: (binary_operator left: (call target: (identifier) @name) operator: "::") operator: "when")])))
  @definition.type (#any-of? @_word "type" "typep" "opaque" "callback" "macrocallback"))
((unary_operator operator: "@" operand: (call target: (identifier) @target (arguments . (_)))) @declaration.constant
  (#not-match? @target "^(doc|moduledoc|typedoc|spec|type|typep|opaque|callback|macrocallback|impl|behaviour|derive|deprecated|since|tag|moduletag|describetag|enforce_keys|before_compile|after_compile|on_load|on_definition|compile|dialyzer|external_resource|optional_callbacks)$"))
((unary_operator operator: "@" operand: (call target: (identifier) @_word) @role.decorator) @decorator
  (#any-of? @_word "doc" "typedoc" "spec" "impl" "deprecated" "tag"))
((unary_operator operator: "@" operand: (call target: (identifier) @_word
  (arguments . [(string) (sigil)] @doc.inner))) (#eq? @_word "moduledoc"))
((unary_operator operator: "@" operand: (call target: (identifier) @_word (arguments . (alias) @role.mixin)))
  (#eq? @_word "behaviour"))

; Names that are no uses: of what defines, and in attributes
((call target: (identifier) @ignore) (#any-of? @ignore
  "def" "defp" "defmacro" "defmacrop" "defguard" "defguardp" "defdelegate" "defmodule" "defprotocol" "defimpl"
  "defstruct" "defexception"))
((call target: (identifier) @_word (arguments . [
    (call target: (identifier) @ignore) (binary_operator left: (call target: (identifier) @ignore) operator: "when")]))
  (#any-of? @_word "def" "defp" "defmacro" "defmacrop" "defguard" "defguardp" "defdelegate"))
(unary_operator operator: "@" operand: (call target: (identifier) @ignore))
((unary_operator operator: "@" operand: (call target: (identifier) @_word (arguments) @ignore))
  (#any-of? @_word "spec" "type" "typep" "opaque" "callback" "macrocallback"))

; Imports
((call target: (identifier) @_word (arguments . [(alias) (dot) (identifier)])) @import
  (#any-of? @_word "alias" "import" "require" "use"))

; R. Functions and classes are values that are assigned to names, or arguments of calls that define them.

(binary_operator lhs: [(identifier) (string)] @name operator: ["<-" "<<-" "=" ":="]
  rhs: (function_definition body: (_) @body)) @definition.function
(binary_operator lhs: [(identifier) (string)] @name operator: ["<-" "<<-" "="]
  rhs: (parenthesized_expression (function_definition body: (_) @body))) @definition.function
(binary_operator lhs: (function_definition body: (_) @body) operator: ["->" "->>"] rhs: (identifier) @name)
  @definition.function
((binary_operator lhs: (identifier) @name operator: ["<-" "<<-" "="]
  rhs: (call function: [(identifier) @_maker (namespace_operator rhs: (identifier) @_maker)])) @definition.class
  (#any-of? @_maker "setRefClass" "R6Class" "setClass" "new_class" "ggproto"))
(program ((call function: [(identifier) @_maker (namespace_operator rhs: (identifier) @_maker)]
  arguments: (arguments . (argument value: (string) @name))) @definition.class
  (#any-of? @_maker "setRefClass" "R6Class" "setClass" "setClassUnion" "new_class")))
(braced_expression ((call function: [(identifier) @_maker (namespace_operator rhs: (identifier) @_maker)]
  arguments: (arguments . (argument value: (string) @name))) @definition.class
  (#any-of? @_maker "setRefClass" "R6Class" "setClass" "setClassUnion" "new_class")))
((call function: (identifier) @_maker arguments: (arguments . (argument value: (string) @name)))
  @definition.function
  (#any-of? @_maker "setGeneric" "setMethod" "setReplaceMethod"))
((argument name: (identifier) @_part
  value: (call arguments: (arguments
    (argument name: (identifier) @name value: (function_definition body: (_) @body)) @definition.method)))
  (#any-of? @_part "public" "private" "active" "methods"))
(program (binary_operator lhs: (identifier) @name operator: ["<-" "="]) @definition.variable)

(call function: (identifier) @name) @reference.call
(call function: (namespace_operator) @name) @reference.call
(call function: (extract_operator rhs: (identifier) @name)) @reference.call

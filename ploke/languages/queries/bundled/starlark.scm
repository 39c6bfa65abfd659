; Starlark. A call with a name is a target; the first string of a function or file documents it.

(function_definition name: (identifier) @name body: (_) @body) @definition.function
((module (expression_statement (call function: (_) arguments: (argument_list (keyword_argument
  name: (identifier) @_name value: (string) @name))) @definition.target)) (#eq? @_name "name"))
(module (expression_statement (assignment left: (identifier) @name) @definition.variable))

(call function: (identifier) @name) @reference.call
(call function: (attribute attribute: (identifier) @name)) @reference.call

(comment) @comment
(module . (comment)* . (expression_statement . (string) @doc.file))
(block . (expression_statement . (string) @doc))

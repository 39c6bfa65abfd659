; GN. A call with a string and a block behind it is a target.

((primary_expression (call_expression function: (identifier) @_word . (primary_expression (string) @name)))
  @definition.function . (primary_expression (block)) @body (#eq? @_word "template"))
((primary_expression (call_expression function: (identifier) . (primary_expression (string) @name)))
  @definition.target . (primary_expression (block)) @body)
((primary_expression (call_expression function: (identifier) @_word)) . (primary_expression (block
  (assignment_statement . (identifier) @name) @definition.variable)) (#eq? @_word "declare_args"))

(call_expression function: (identifier) @name) @reference.call

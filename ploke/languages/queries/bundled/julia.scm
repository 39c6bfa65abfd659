; Julia. Documentation is a string before what it documents.

(module_definition name: (identifier) @name) @definition.module
(struct_definition (type_head [
  (identifier) @name
  (parametrized_type_expression . (identifier) @name)
  (binary_expression . (identifier) @name)
  (binary_expression . (parametrized_type_expression . (identifier) @name))]) (block)? @body) @definition.struct
(abstract_definition (type_head [
  (identifier) @name
  (parametrized_type_expression . (identifier) @name)
  (binary_expression . (identifier) @name)
  (binary_expression . (parametrized_type_expression . (identifier) @name))])) @definition.type
(primitive_definition (type_head [(identifier) @name (binary_expression . (identifier) @name)])) @definition.type
(const_statement (assignment . (identifier) @name)) @definition.constant

(function_definition (signature [
  (identifier) @name
  (call_expression . (identifier) @name)
  (call_expression . (operator) @name)
  (call_expression . (field_expression (identifier) @name .))
  (call_expression . (parametrized_type_expression . (identifier) @name))
  (typed_expression . (call_expression . [(identifier) @name (field_expression (identifier) @name .)]))
  (where_expression . (call_expression . [
    (identifier) @name (operator) @name (field_expression (identifier) @name .)
    (parametrized_type_expression . (identifier) @name)]))
  (where_expression . (typed_expression . (call_expression . [
    (identifier) @name (field_expression (identifier) @name .)])))
  (where_expression . (where_expression . (call_expression . (identifier) @name)))
  ]) (block)? @body) @definition.function
(macro_definition (signature (call_expression . (identifier) @name)) (block)? @body) @definition.macro
(assignment . [
  (call_expression . [(identifier) @name (operator) @name (field_expression (identifier) @name .)])
  (typed_expression . (call_expression . [(identifier) @name (field_expression (identifier) @name .)]))
  (where_expression . (call_expression . [(identifier) @name (field_expression (identifier) @name .)]))
  (call_expression . (parametrized_type_expression . (identifier) @name))
  ] (operator) . (_) @body) @definition.function
(macrocall_expression (macro_argument_list . (assignment . (call_expression)) @inner .)) @extent
(macrocall_expression (macro_argument_list . (function_definition) @inner .)) @extent
(macrocall_expression (macro_argument_list . (struct_definition) @inner .)) @extent

(call_expression . (identifier) @name) @reference.call
(call_expression . (field_expression (identifier) @name .)) @reference.call
(broadcast_call_expression . (identifier) @name) @reference.call
(macrocall_expression . (macro_identifier) @name) @reference.call

(line_comment) @comment
(block_comment) @comment
((string_literal) @comment . [
  (function_definition) (assignment) (struct_definition) (abstract_definition) (macro_definition)
  (module_definition) (const_statement) (macrocall_expression)])

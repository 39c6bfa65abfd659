; What Go's grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions. The links of chains stand before the names that chains start with: where a pattern asks for the node it
; starts with, both are complete at that node, and are found in the order they have here.
; `make` and `new` are no expressions to the grammar where their first argument is a type: of a type with a name they read
; as a call of it, since that is what they answer.
(qualified_type) @chain.type
(selector_expression) @chain.member
(call_expression function: [
  (identifier) (selector_expression) (call_expression) (index_expression) (parenthesized_expression)
  (type_assertion_expression) (type_conversion_expression) (type_instantiation_expression)]) @chain.call
(composite_literal type: [(type_identifier) (qualified_type) (generic_type)]) @chain.call
(type_conversion_expression type: [(generic_type) (qualified_type) (type_identifier)]) @chain.call
(_expression/identifier) @use
(call_expression function: (identifier) @use arguments: (argument_list . [
  (slice_type) (map_type) (array_type) (channel_type) (pointer_type) (function_type) (struct_type) (interface_type)
  (parenthesized_type)]))
(_simple_type/type_identifier) @use.type
(composite_literal type: (type_identifier) @use.type)
(generic_type type: (type_identifier) @use.type)
(field_declaration !name type: (type_identifier) @use.type)
(qualified_type package: (package_identifier) @use)
(call_expression function: (identifier) arguments: (argument_list . [
  (type_identifier) (qualified_type) (generic_type)] @inner)) @chain.wrap
((type_conversion_expression type: (generic_type) @chain.index)
  (#match? @chain.index "\\[\\s*(_|[a-z]\\w*(\\.[a-z]\\w*)?)\\s*\\]$")
  (#not-match? @chain.index "\\[\\s*(any|bool|byte|complex\\d+|error|float\\d+|rune|string|u?int\\d*|uintptr)\\s*\\]$"))
(field_declaration !name type: (generic_type) @chain.pass)
(type_elem (generic_type) @chain.pass)
((index_expression) @chain.index
  (#not-match? @chain.index "\\[\\s*(any|bool|byte|complex\\d+|error|float\\d+|rune|string|u?int\\d*|uintptr)\\s*\\]$"))
((index_expression) @chain.pass
  (#match? @chain.pass "\\[\\s*(any|bool|byte|complex\\d+|error|float\\d+|rune|string|u?int\\d*|uintptr)\\s*\\]$"))
(slice_expression) @chain.pass
(type_assertion_expression) @chain.pass
(type_assertion_expression type: [(type_identifier) (qualified_type) (generic_type)] @inner) @chain.stated
(type_assertion_expression type: (pointer_type [(type_identifier) (qualified_type) (generic_type)] @inner))
  @chain.stated
(type_instantiation_expression) @chain.pass
(unary_expression "<-") @chain.index
(unary_expression "<-" operand: [
  (identifier) (selector_expression) (call_expression) (index_expression) (composite_literal)] @inner) @chain.wrap
((parenthesized_expression (_) @inner) @chain.wrap
  (#kind? @inner "identifier selector_expression call_expression index_expression composite_literal"
    "slice_expression type_assertion_expression type_conversion_expression"
    "parenthesized_expression"))
(parenthesized_expression (unary_expression "<-") @inner) @chain.wrap
((parenthesized_expression (unary_expression ["&" "*"] operand: (_) @inner)) @chain.wrap
  (#kind? @inner "identifier selector_expression call_expression index_expression composite_literal"
    "type_assertion_expression parenthesized_expression"))
(comment) @comment

; A key of a literal is a field's name, except in a map's or a slice's that says its type
(composite_literal type: [(type_identifier) (qualified_type) (generic_type) (struct_type)]
  body: (literal_value (keyed_element key: (literal_element (identifier) @skip))))
(literal_element (literal_value (keyed_element key: (literal_element (identifier) @skip))))

; Definitions
(function_declaration name: (_) @name parameters: (_) @parameters result: (_)? @returns body: (_)? @body)
  @definition.function
(method_declaration receiver: (_) @receiver @object name: (_) @name parameters: (_) @parameters
  result: (_)? @returns body: (_)? @body) @definition.method
(type_spec name: (_) @name type: (struct_type (field_declaration_list) @body)) @definition.struct
(type_spec name: (_) @name type: (interface_type "{" @body.rest)) @definition.interface
(type_spec name: (_) @name type_parameters: (_)? @type_parameters type: [
  (type_identifier) (qualified_type) (generic_type) (pointer_type) (array_type) (slice_type) (map_type) (channel_type)
  (function_type) (parenthesized_type)] @annotation) @definition.class
(type_alias name: (_) @name type_parameters: (_)? @type_parameters type: (_) @annotation) @definition.type_alias
(type_spec type: (interface_type
  (method_elem name: (_) @name parameters: (_) @parameters result: (_)? @returns) @definition.method))
(field_declaration name: (_) @name type: [
  (struct_type (field_declaration_list) @body)
  (pointer_type (struct_type (field_declaration_list) @body))
  (slice_type element: (struct_type (field_declaration_list) @body))
  (slice_type element: (pointer_type (struct_type (field_declaration_list) @body)))
  (array_type element: (struct_type (field_declaration_list) @body))
  (map_type value: (struct_type (field_declaration_list) @body))] @annotation tag: (_)? @tag) @definition.structure
(type_spec type: (struct_type (field_declaration_list
  (field_declaration name: (_) @name type: (_) @annotation tag: (_)? @tag) @definition.field)))
(field_declaration type: [
  (struct_type (field_declaration_list
    (field_declaration name: (_) @name type: (_) @annotation tag: (_)? @tag) @definition.field))
  (pointer_type (struct_type (field_declaration_list
    (field_declaration name: (_) @name type: (_) @annotation tag: (_)? @tag) @definition.field)))
  (slice_type element: (struct_type (field_declaration_list
    (field_declaration name: (_) @name type: (_) @annotation tag: (_)? @tag) @definition.field)))
  (map_type value: (struct_type (field_declaration_list
    (field_declaration name: (_) @name type: (_) @annotation tag: (_)? @tag) @definition.field)))])
(type_spec type: (struct_type (field_declaration_list (field_declaration !name type: [
  (type_identifier) @name
  (qualified_type name: (_) @name)
  (generic_type type: [(type_identifier) @name (qualified_type name: (_) @name)])] @annotation tag: (_)? @tag)
  @definition.field)))
(type_spec type: (struct_type (field_declaration_list (field_declaration !name type: (_) @role.mixin))))
(type_spec type: (interface_type (type_elem . [(type_identifier) (qualified_type) (generic_type)] @role.mixin .)))
(function_declaration parameters: (_) @marker.declaration !body)
((type_declaration . [(type_spec) (type_alias)] @inner) @extent (#not-match? @extent "^type\\s*\\("))
((const_declaration . (const_spec) @inner) @extent (#not-match? @extent "^const\\s*\\("))
(var_declaration (var_spec) @inner) @extent
(type_declaration "(" [(type_spec) (type_alias)] @inner) @group
(const_declaration "(" (const_spec) @inner) @group
(var_declaration (var_spec_list (var_spec) @inner)) @group

; Scopes
(func_literal parameters: (_) @parameters) @scope.function
[
  (if_statement) (for_statement) (expression_switch_statement) (type_switch_statement) (expression_case) (type_case)
  (default_case) (communication_case)
] @scope.block
(_statement/block) @scope.block
(for_statement body: (block) @scope.block)
(if_statement consequence: (block) @scope.block)
(if_statement alternative: (block) @scope.block)
(type_parameter_declaration name: (identifier) @local)
(method_declaration receiver: (parameter_list (parameter_declaration type: [
  (generic_type type_arguments: (type_arguments (type_elem (type_identifier) @local)))
  (pointer_type (generic_type type_arguments: (type_arguments (type_elem (type_identifier) @local))))])))

; Bindings
[(const_declaration)] @declaration.constant @target
[(var_declaration)] @declaration @target
(short_var_declaration left: (expression_list . (identifier) @target .) right: (expression_list . (_) @value .))
  @declaration
(short_var_declaration left: (expression_list . (_) . (_)) @target right: (_) @value) @declaration
(receive_statement left: (_) @target ":=" right: (_) @value) @declaration
(range_clause left: (expression_list . (_) . (identifier) @target .) ":=" right: (_) @value) @binding.iteration
((range_clause left: (expression_list . (identifier) @target) ":=" right: (_) @value) @binding.key
  (#not-eq? @target "_"))
(range_clause left: (_) @target "=") @assignment
(assignment_statement left: (_) @target operator: "=" right: (_) @value) @assignment
(receive_statement left: (_) @target "=" right: (_) @value) @assignment
((assignment_statement left: (expression_list (identifier) @target) operator: _ @_operator) @assignment
  (#not-eq? @_operator "="))
((assignment_statement left: (expression_list (selector_expression) @role.write) operator: _ @_operator)
  (#not-eq? @_operator "="))
(inc_statement (identifier) @target) @assignment
(dec_statement (identifier) @target) @assignment
(inc_statement (selector_expression) @role.write)
(dec_statement (selector_expression) @role.write)
(type_switch_statement alias: (expression_list (identifier) @target) value: (_) @value) @declaration
(type_switch_statement alias: (expression_list (identifier) @target)
  (type_case "case" . type: (_) @annotation . ":") @binding.inner)
(function_declaration result: (parameter_list (parameter_declaration name: (_) @target type: (_) @annotation)
  @binding.result) body: (_))
(method_declaration result: (parameter_list (parameter_declaration name: (_) @target type: (_) @annotation)
  @binding.result) body: (_))
(func_literal result: (parameter_list (parameter_declaration name: (_) @target type: (_) @annotation)
  @binding.result))
(return_statement (expression_list . (_) @value .)) @binding.return
(return_statement (expression_list . (_) . (_)) @value) @binding.return

; Packages and imports
(package_clause (package_identifier) @name) @package
(import_declaration) @import

; What only TypeScript's grammars have; the rest is in ecmascript.scm and, for TSX, jsx.scm.

; Types
(primary_type/type_identifier) @use.type
(generic_type name: (type_identifier) @use.type)
(extends_type_clause type: (type_identifier) @use.type)
(nested_type_identifier) @chain.type
(nested_type_identifier module: (identifier) @use)
(nested_identifier) @chain.member
(nested_identifier object: (identifier) @use)
(type_query) @role.type
(type_query (identifier) @use)
(type_query (member_expression object: (identifier) @use))
(type_query (member_expression object: (member_expression object: (identifier) @use)))
(type_query (subscript_expression object: (identifier) @use))
(type_parameter name: (type_identifier) @local)
(mapped_type_clause name: (type_identifier) @local)
(infer_type (type_identifier) @local)
[(function_type type_parameters: (_)) (constructor_type type_parameters: (_)) (call_signature type_parameters: (_))
  (construct_signature type_parameters: (_)) (method_signature type_parameters: (_))] @scope.type
(index_signature (mapped_type_clause)) @scope.type
(conditional_type) @scope.type
(extends_clause value: [(identifier) (member_expression) (call_expression) (subscript_expression)] @role.base)
(implements_clause (generic_type name: (_) @role.base))
(implements_clause [(type_identifier) (nested_type_identifier)] @role.base)
(extends_type_clause type: [(type_identifier) (nested_type_identifier)] @role.base)
(extends_type_clause type: (generic_type name: (_) @role.base))
(parenthesized_expression (non_null_expression [(identifier) (this) (member_expression) (call_expression)
  (subscript_expression) (new_expression)] @inner)) @chain.wrap
(parenthesized_expression [(as_expression . [(identifier) (this) (member_expression) (call_expression)
  (subscript_expression) (new_expression)] @inner) (satisfies_expression . [(identifier) (member_expression)] @inner)])
  @chain.wrap

((parenthesized_expression) @chain.pass (#around? @chain.pass "as_expression"))
(parenthesized_expression
  (as_expression (_) . [(type_identifier) (nested_type_identifier) (generic_type)] @inner .)) @chain.stated

; Definitions
(abstract_class_declaration name: (_) @name) @holder @definition.class
(function_signature name: (_) @name) @holder @definition.function
(class_body [(method_signature name: (_) @name) (abstract_method_signature name: (_) @name)] @holder @definition.method)
(interface_body (method_signature name: (_) @name) @holder @definition.method)
(interface_body (construct_signature "new" @name type_parameters: (_)? @type_parameters parameters: (_) @parameters
  type: (_)? @returns) @definition.method)
(type_alias_declaration value: (object_type (method_signature name: (_) @name) @holder @definition.method))
(type_alias_declaration
  value: (intersection_type (object_type (method_signature name: (_) @name) @holder @definition.method)))
(interface_declaration name: (_) @name body: (_) @body) @definition.interface
(type_alias_declaration name: (_) @name value: (object_type) @body) @definition.type_alias
(type_alias_declaration name: (_) @name
  value: (intersection_type (object_type) @body) @annotation) @definition.type_alias
(type_alias_declaration name: (_) @name type_parameters: (_)? @type_parameters
  value: (_) @annotation) @definition.alias
(enum_declaration name: (_) @name body: (_) @body) @definition.enum
(enum_body name: (_) @name @definition.enum_member)
(enum_assignment name: (_) @name) @definition.enum_member
[(internal_module name: (_) @name body: (_) @body) (module name: (_) @name body: (_) @body)] @definition.namespace
(internal_module name: (nested_identifier) @ignore)
(public_field_definition (decorator) name: (_) @name) @definition.field
(public_field_definition name: (string) @name) @definition.field
(interface_body (property_signature name: (string) @name) @definition.field)
(ambient_declaration "global" @name (statement_block) @body) @definition.namespace
(public_field_definition name: (_) @name
  value: [(arrow_function) (function_expression) (generator_function)] @holder) @definition.function
(ambient_declaration (_) @inner) @extent
(expression_statement . (internal_module) @inner) @extent
((variable_declarator name: (identifier) @name
  value: [(as_expression . (object) @body) (satisfies_expression . (object) @body)]) @definition.constant
  (#within? @definition.constant "program/lexical_declaration program/export_statement/lexical_declaration"))

; Bindings
(lexical_declaration kind: "const"
  (variable_declarator name: (_) @target type: (_)? @annotation value: (_)? @value) @declaration.constant)
(lexical_declaration kind: "let"
  (variable_declarator name: (_) @target type: (_)? @annotation value: (_)? @value) @declaration)
(variable_declaration
  (variable_declarator name: (_) @target type: (_)? @annotation value: (_)? @value) @declaration.function)
(public_field_definition name: (_) @target type: (_)? @annotation value: (_)? @value) @declaration
(interface_body (property_signature name: (_) @target type: (_)? @annotation) @declaration)
(type_alias_declaration
  value: (object_type (property_signature name: (_) @target type: (_)? @annotation) @declaration))
(type_alias_declaration value: (intersection_type
  (object_type (property_signature name: (_) @target type: (_)? @annotation) @declaration)))
(required_parameter [(accessibility_modifier) "readonly"] . "readonly"? . pattern: (identifier) @target
  type: (_)? @annotation) @declaration.member
(optional_parameter [(accessibility_modifier) "readonly"] . "readonly"? . pattern: (identifier) @target
  type: (_)? @annotation) @declaration.member
(import_alias . (identifier) @target . (_) @value) @declaration
(import_alias . (identifier) . (identifier) @use)
(export_statement "=" . (_) @value) @export.whole

; What C#'s grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions: what calls and members start with
(invocation_expression function: (identifier) @use)
(invocation_expression function: (generic_name . (identifier) @use))
(member_access_expression expression: [(identifier) (predefined_type) "this" "base"] @use)
(member_access_expression expression: (generic_name . (identifier) @use))
(conditional_access_expression condition: [(identifier) "this"] @use)
(element_access_expression expression: [(identifier) "this"] @use)
(postfix_unary_expression (identifier) @use)
(alias_qualified_name alias: (identifier) @use)
(qualified_name qualifier: (identifier) @use)
(object_creation_expression type: (identifier) @use)
(object_creation_expression type: (generic_name . (identifier) @use))
(parenthesized_expression (cast_expression value: [(identifier) "this"] @use))
(parenthesized_expression (as_expression left: (identifier) @use))
(member_access_expression) @chain.member
(conditional_access_expression) @chain.member
(alias_qualified_name) @chain.member
(qualified_name) @chain.type
(invocation_expression) @chain.call
(object_creation_expression) @chain.call
(object_creation_expression type: [
  (identifier) (generic_name) (qualified_name) (alias_qualified_name)] @inner) @chain.wrap
(element_access_expression) @chain.index
(postfix_unary_expression) @chain.pass
(parenthesized_expression [
  (member_access_expression) (invocation_expression) (object_creation_expression) (element_access_expression)
  (conditional_access_expression)] @inner) @chain.wrap
(parenthesized_expression (await_expression [
  (member_access_expression) (invocation_expression) (conditional_access_expression)] @inner)) @chain.wrap
(conditional_access_expression condition: (await_expression [
  (member_access_expression) (invocation_expression)] @inner) @chain.wrap)
(parenthesized_expression (cast_expression value: [
  (identifier) "this" (member_access_expression) (invocation_expression) (element_access_expression)] @inner))
  @chain.wrap
(parenthesized_expression (as_expression left: [
  (identifier) (member_access_expression) (invocation_expression) (element_access_expression)] @inner)) @chain.wrap
(comment) @comment

; Definitions
(namespace_declaration name: (_) @name body: (_) @body) @definition.namespace
(class_declaration name: (identifier) @name (parameter_list)? @parameters body: (_)? @body) @definition.class
(struct_declaration name: (identifier) @name (parameter_list)? @parameters body: (_)? @body) @definition.struct
(record_declaration name: (identifier) @name (parameter_list)? @fields body: (_)? @body) @definition.class
(record_declaration (parameter_list (parameter type: (_) @annotation name: (identifier) @name) @definition.property))
(interface_declaration name: (identifier) @name body: (_)? @body) @definition.interface
(enum_declaration name: (identifier) @name body: (_)? @body) @definition.enum
(enum_member_declaration name: (identifier) @name) @definition.enum_member
(delegate_declaration type: (_) @returns name: (identifier) @name parameters: (_) @parameters) @definition.type_alias
(method_declaration returns: (_) @returns name: (identifier) @name parameters: (_) @parameters body: (_)? @body)
  @definition.method
(local_function_statement type: (_) @returns name: (identifier) @name parameters: (_) @parameters body: (_)? @body)
  @definition.function
(constructor_declaration name: (identifier) @name parameters: (_) @parameters body: (_)? @body) @definition.constructor
(destructor_declaration "~" @name name: (identifier) @name parameters: (_) @parameters body: (_)? @body)
  @definition.method
(operator_declaration type: (_) @returns "operator" @name operator: _ @name parameters: (_) @parameters
  body: (_)? @body) @definition.method
(conversion_operator_declaration "operator" @name type: (_) @name @returns parameters: (_) @parameters body: (_)? @body)
  @definition.method
(property_declaration type: (_) @annotation name: (identifier) @name accessors: (_) @body) @definition.property
(property_declaration type: (_) @annotation name: (identifier) @name value: (arrow_expression_clause) @body)
  @definition.property
(indexer_declaration type: (_) @returns "this" @name parameters: (_) @parameters accessors: (_) @body)
  @definition.property
(indexer_declaration type: (_) @returns "this" @name parameters: (_) @parameters value: (_) @body) @definition.property
(event_declaration type: (_) @annotation name: (identifier) @name accessors: (_)? @body) @definition.property
(event_field_declaration (variable_declaration type: (_) @annotation (variable_declarator name: (identifier) @name)))
  @definition.property
(field_declaration (variable_declaration type: (_) @annotation (variable_declarator name: (identifier) @name)))
  @definition.field
(base_list [(identifier) (generic_name) (qualified_name) (alias_qualified_name)] @role.base)
(base_list (primary_constructor_base_type type: (_) @role.base))
(base_list (identifier) @use)
(base_list (generic_name . (identifier) @use))
(base_list (generic_name) @chain.pass)
(primary_constructor_base_type type: (identifier) @use)
(attribute_list (attribute) @role.decorator) @decorator
(attribute name: (identifier) @use)
(attribute) @chain.pass

; Imports
[(using_directive) (extern_alias_directive)] @import
(namespace_declaration name: (_) @ignore)
(file_scoped_namespace_declaration name: (_) @name) @package

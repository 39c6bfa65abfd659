; WGSL.

(function_declaration name: (identifier) @name body: (_) @body) @definition.function
(struct_declaration name: (identifier) @name) @definition.struct
(struct_member (variable_identifier_declaration name: (identifier) @name)) @definition.field
(type_alias_declaration . (identifier) @name) @definition.type
(global_variable_declaration (variable_declaration (variable_identifier_declaration name: (identifier) @name)))
  @definition.variable
(global_constant_declaration (variable_identifier_declaration name: (identifier) @name)) @definition.constant
(global_constant_declaration (identifier) @name) @definition.constant

(type_constructor_or_function_call_expression . (type_declaration . (identifier) @name)) @reference.call

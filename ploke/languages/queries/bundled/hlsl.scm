; HLSL.

(function_definition declarator: (function_declarator declarator: (identifier) @name) body: (_) @body)
  @definition.function
(function_definition declarator: (function_declarator declarator: (field_identifier) @name) body: (_) @body)
  @definition.function
(struct_specifier name: (type_identifier) @name body: (_) @body) @definition.struct
(class_specifier name: (type_identifier) @name body: (_) @body) @definition.class
(enum_specifier name: (type_identifier) @name body: (_) @body) @definition.enum
(enumerator name: (identifier) @name) @definition.enum_member
(namespace_definition name: (_) @name body: (_) @body) @definition.namespace
(field_declaration declarator: (field_identifier) @name) @definition.field
(type_definition declarator: (type_identifier) @name) @definition.type
(preproc_def name: (identifier) @name) @definition.macro
(preproc_function_def name: (identifier) @name) @definition.macro
(translation_unit (declaration declarator: (identifier) @name) @definition.variable)

(call_expression function: (identifier) @name) @reference.call
(call_expression function: (field_expression field: (_) @name)) @reference.call

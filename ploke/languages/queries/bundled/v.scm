; V.

(module_clause (module_identifier) @name) @package
(function_declaration receiver: (_) name: (_) @name body: (_)? @body) @definition.method
(function_declaration name: (_) @name body: (_)? @body) @definition.function
(struct_declaration name: (_) @name) @definition.struct
(struct_field_declaration name: (_) @name) @definition.field
(enum_declaration name: (_) @name) @definition.enum
(enum_member name: (_) @name) @definition.enum_member
(interface_declaration name: (_) @name) @definition.interface
(interface_spec name: (_) @name) @definition.method
(type_declaration name: (_) @name) @definition.type
(const_spec name: (_) @name) @definition.constant

(call_expression function: (identifier) @name) @reference.call
(call_expression function: (selector_expression field: (_) @name)) @reference.call

; Odin.

(package_declaration (identifier) @name) @package
(procedure_declaration . (identifier) @name (procedure (block)? @body)) @definition.function
(overloaded_procedure_declaration . (identifier) @name) @definition.function
(struct_declaration . (identifier) @name) @definition.struct
(enum_declaration . (identifier) @name) @definition.enum
(enum_declaration . (identifier) (identifier) @name @definition.enum_member)
(union_declaration . (identifier) @name) @definition.union
(bit_field_declaration . (identifier) @name) @definition.struct
(source_file (const_declaration . (identifier) @name) @definition.constant)
(source_file (var_declaration . (identifier) @name) @definition.variable)
(struct_declaration (field . (identifier) @name) @definition.field)

(call_expression function: (identifier) @name) @reference.call

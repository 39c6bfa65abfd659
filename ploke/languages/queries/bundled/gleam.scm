; Gleam.

(function name: (identifier) @name body: (_)? @body) @definition.function
(type_definition (type_name name: (type_identifier) @name) (data_constructors)? @body) @definition.enum
(data_constructor name: (constructor_name) @name) @definition.enum_member
(type_alias (type_name name: (type_identifier) @name)) @definition.type
(constant name: (identifier) @name) @definition.constant
(attribute name: (identifier) @role.decorator) @decorator

(function_call function: (identifier) @name) @reference.call
(function_call function: (field_access field: (label) @name)) @reference.call

(comment) @comment
(statement_comment) @comment
(module_comment) @doc.file

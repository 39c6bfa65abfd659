; Ada.

(package_body name: (_) @name) @definition.module
(package_declaration name: (_) @name) @definition.module
(generic_package_declaration (package_declaration name: (_) @name)) @definition.module
(subprogram_body [(function_specification name: (_) @name) (procedure_specification name: (_) @name)]
  . (_) @body.rest) @definition.function
(subprogram_declaration [(function_specification name: (_) @name) (procedure_specification name: (_) @name)])
  @definition.function
(generic_subprogram_declaration [(function_specification name: (_) @name) (procedure_specification name: (_) @name)])
  @definition.function
(expression_function_declaration (function_specification name: (_) @name)) @definition.function
(null_procedure_declaration (procedure_specification name: (_) @name)) @definition.function
(task_body . (identifier) @name) @definition.class
(protected_body . (identifier) @name) @definition.class
(full_type_declaration (protected_type_declaration . (identifier) @name)) @definition.class
(full_type_declaration (task_type_declaration . (identifier) @name)) @definition.class
(full_type_declaration . (identifier) @name (record_type_definition)) @definition.struct
(full_type_declaration . (identifier) @name (enumeration_type_definition)) @definition.enum
(full_type_declaration . (identifier) @name) @definition.type
(private_type_declaration . (identifier) @name) @definition.type
(subtype_declaration . (identifier) @name) @definition.type
(component_declaration . (identifier) @name) @definition.field
(exception_declaration . (identifier) @name) @definition.constant

(procedure_call_statement name: (_) @name) @reference.call
(function_call . name: (_) @name) @reference.call

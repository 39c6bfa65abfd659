; Fortran.

(module (module_statement (name) @name) . (_)? @body.rest) @definition.module
(submodule (submodule_statement (name) @name .) . (_)? @body.rest) @definition.module
(program (program_statement (name) @name) . (_)? @body.rest) @definition.module
(function (function_statement name: (name) @name) . (_)? @body.rest) @definition.function
(subroutine (subroutine_statement name: (name) @name) . (_)? @body.rest) @definition.function
(module_procedure (module_procedure_statement name: (name) @name) . (_)? @body.rest) @definition.function
(derived_type_definition (derived_type_statement (type_name) @name) . (_)? @body.rest) @definition.struct
(interface (interface_statement [(name) @name (operator (operator_name) @name) (assignment) @name]) . (_)? @body.rest)
  @definition.interface
(module (variable_declaration attribute: (type_qualifier) @_kind
  declarator: (init_declarator left: (identifier) @name)) @definition.constant
  (#match? @_kind "^[Pp][Aa][Rr][Aa][Mm]"))

(subroutine_call subroutine: (_) @name) @reference.call
(call_expression . (identifier) @name) @reference.call
(call_expression . (derived_type_member_expression (type_member) @name .)) @reference.call
(derived_type_statement base: (base_type_specifier (identifier) @name)) @reference.implementation
(derived_type_statement base: (base_type_specifier (identifier) @role.base))

; F#. What `and` adds stands in the same node as the first definition.

; `type A = B` reads as a union of one case
(union_type_cases . (union_type_case . (identifier) @name .) .) @definition.none
(module_defn (identifier) @name . block: (_) @body.rest) @definition.module
(named_module name: (long_identifier) @name) @definition.module
(namespace name: (long_identifier) @name) @definition.namespace
(type_definition (record_type_defn (type_name type_name: (_) @name) block: (record_fields) @body)) @definition.struct
(type_definition (union_type_defn (type_name type_name: (_) @name)
  block: (union_type_cases . (union_type_case . (identifier) .) .) @body.rest)) @definition.type
(type_definition (union_type_defn (type_name type_name: (_) @name) block: (_) @body.rest)) @definition.enum
(type_definition (enum_type_defn (type_name type_name: (_) @name))) @definition.enum
(type_definition (anon_type_defn (type_name type_name: (_) @name) block: (_) @body.rest)) @definition.class
(type_definition (interface_type_defn (type_name type_name: (_) @name))) @definition.interface
(type_definition (type_abbrev_defn (type_name type_name: (_) @name))) @definition.type
(type_definition (delegate_type_defn (type_name type_name: (_) @name))) @definition.type
(type_definition (type_extension (type_name type_name: (_) @name))) @definition.implementation
(union_type_case . (identifier) @name) @definition.enum_member
(record_field . (identifier) @name) @definition.field
(exception_definition exception_name: (long_identifier) @name) @definition.class

(function_or_value_defn . (function_declaration_left . (access_modifier)? . (_) @name) . body: (_) @body)
  @definition.function
(function_or_value_defn body: (_) . (function_declaration_left . (_) @name) @definition.function . body: (_) @body)
(module_defn (declaration_expression (function_or_value_defn
  . (value_declaration_left (identifier_pattern . (long_identifier_or_op . (identifier) @name)))) @definition.constant))
(namespace (declaration_expression (function_or_value_defn
  . (value_declaration_left (identifier_pattern . (long_identifier_or_op . (identifier) @name)))) @definition.constant))
(file (declaration_expression (function_or_value_defn
  . (value_declaration_left (identifier_pattern . (long_identifier_or_op . (identifier) @name)))) @definition.constant))
(member_defn (method_or_prop_defn name: (property_or_ident (identifier) @name .) args: (_))) @definition.method
(member_defn (method_or_prop_defn name: (property_or_ident (identifier) @name .))) @definition.property
(member_defn (member_signature . (identifier) @name)) @definition.method

(application_expression . (long_identifier_or_op) @name) @reference.call
(application_expression . (dot_expression (long_identifier_or_op) @name .)) @reference.call
(infix_expression (_) (infix_op) @_pipe . (long_identifier_or_op) @name @reference.call (#eq? @_pipe "|>"))

; Elm. A type annotation and what it is of are one definition.

(type_annotation name: (lower_case_identifier) @name) @definition.function
(port_annotation name: (lower_case_identifier) @name) @definition.function
(value_declaration functionDeclarationLeft: (function_declaration_left . (lower_case_identifier) @name)
  body: (_) @body) @definition.function
(type_alias_declaration name: (upper_case_identifier) @name) @definition.type
(type_declaration name: (upper_case_identifier) @name) @definition.enum
(union_variant name: (upper_case_identifier) @name) @definition.enum_member

(function_call_expr target: (value_expr name: (_) @name)) @reference.call

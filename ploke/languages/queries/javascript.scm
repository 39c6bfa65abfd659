; What only JavaScript's grammar has; the rest is in ecmascript.scm and jsx.scm.

(class_heritage (_) @role.base)
(field_definition property: (_) @name
  value: [(arrow_function) (function_expression) (generator_function)] @holder) @definition.function
(field_definition (decorator) property: (_) @name) @definition.field
(field_definition property: (string) @name) @definition.field
(field_definition property: (_) @target value: (_)? @value) @declaration
(lexical_declaration kind: "const" (variable_declarator name: (_) @target value: (_)? @value) @declaration.constant)
(lexical_declaration kind: "let" (variable_declarator name: (_) @target value: (_)? @value) @declaration)
(variable_declaration (variable_declarator name: (_) @target value: (_)? @value) @declaration.function)

; OCaml, what only files of definitions have.

(value_definition . (let_binding) @inner .) @extent
(value_definition . (let_binding) @inner) @group
(class_definition . (class_binding) @inner .) @extent
(class_definition . (class_binding) @inner) @group
(let_binding pattern: [(value_name) (parenthesized_operator)] @name (parameter) body: (_) @body)
  @definition.function
(let_binding pattern: (value_name) @name body: [(fun_expression) (function_expression)] @body) @definition.function
(compilation_unit (value_definition (let_binding pattern: (value_name) @name body: (_) @body) @definition.constant))
(structure (value_definition (let_binding pattern: (value_name) @name body: (_) @body) @definition.constant))
(class_binding (class_name) @name body: (_)? @body) @definition.class
(method_definition (method_name) @name body: (_)? @body) @definition.method
(instance_variable_definition (instance_variable_name) @name) @definition.field
(application_expression function: (value_path) @name) @reference.call
(application_expression function: (field_get_expression (field_path) @name)) @reference.call
(method_invocation method: (method_name) @name) @reference.call

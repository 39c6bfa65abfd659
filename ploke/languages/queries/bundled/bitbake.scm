; BitBake.

(function_definition . (identifier) @name (shell_content)? @body) @definition.function
(anonymous_python_function . (identifier) @name (block)? @body) @definition.function
(python_function_definition name: (python_identifier) @name body: (_) @body) @definition.function
(recipe (variable_assignment . (identifier) @name) @definition.variable)

(call function: (python_identifier) @name) @reference.call
(call function: (attribute attribute: (python_identifier) @name)) @reference.call

; Vim script.

(function_definition (function_declaration name: (_) @name) (body)? @body) @definition.function
(command_statement name: (command_name) @name) @definition.function
(script_file (let_statement . [(identifier) (scoped_identifier)] @name) @definition.variable)

(call_expression function: (_) @name) @reference.call

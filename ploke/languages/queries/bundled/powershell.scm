; PowerShell.

(function_statement (function_name) @name) @definition.function
(class_statement . (simple_name) @name) @definition.class
(enum_statement . (simple_name) @name) @definition.enum
(enum_member . (simple_name) @name) @definition.enum_member
(class_method_definition (simple_name) @name) @definition.function
(class_property_definition (variable) @name) @definition.field

((command command_name: (command_name) @name) @reference.call (#not-match? @name "^using$"))
(invokation_expression (member_name (simple_name) @name)) @reference.call

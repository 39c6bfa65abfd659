; Bicep.

(resource_declaration . (identifier) @name) @definition.resource
(module_declaration . (identifier) @name) @definition.resource
(parameter_declaration . (identifier) @name) @definition.variable
(variable_declaration . (identifier) @name) @definition.variable
(output_declaration . (identifier) @name) @definition.variable
(type_declaration . (identifier) @name) @definition.type
(user_defined_function name: (identifier) @name) @definition.function
(decorator (call_expression function: (identifier) @role.decorator)) @decorator

(call_expression function: (identifier) @name) @reference.call
(call_expression function: (member_expression property: (_) @name)) @reference.call

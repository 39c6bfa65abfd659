; GDScript.

(class_name_statement name: (name) @name) @definition.class
(class_definition name: (name) @name body: (_) @body) @definition.class
(function_definition name: (name) @name body: (_)? @body) @definition.function
(constructor_definition "_init" @name body: (_)? @body) @definition.constructor
(enum_definition name: (name) @name body: (_) @body) @definition.enum
(enumerator left: (identifier) @name) @definition.enum_member
(signal_statement name: (name) @name) @definition.event
(const_statement name: (name) @name) @definition.constant
(source (variable_statement name: (name) @name) @definition.variable)
(source (export_variable_statement name: (name) @name) @definition.variable)
(source (onready_variable_statement name: (name) @name) @definition.variable)
(class_body (variable_statement name: (name) @name) @definition.field)

(call . (identifier) @name) @reference.call
(attribute_call . (identifier) @name) @reference.call
(extends_statement (type) @name) @reference.implementation

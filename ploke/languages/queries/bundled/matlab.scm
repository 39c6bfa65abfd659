; MATLAB. Documentation is the comment behind the head.

(class_definition name: (identifier) @name) @definition.class
(function_definition name: (_) @name (block)? @body) @definition.function
(property name: (identifier) @name) @definition.field
(events (identifier) @name @definition.event)
(enum (identifier) @name) @definition.enum_member

(function_call name: (identifier) @name) @reference.call
(field_expression field: (function_call name: (identifier) @name)) @reference.call
(superclasses (property_name) @name @reference.implementation)
(superclasses (property_name) @role.base)

(comment) @comment
(class_definition . (_)? name: (identifier) . (superclasses)? . (comment) @doc.inner)
(function_definition name: (_) . (function_arguments)? . (comment) @doc.inner)

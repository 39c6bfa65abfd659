; Puppet.

(class_definition . (class_identifier) @name (block) @body) @definition.class
(defined_resource_type . (class_identifier) @name (block) @body) @definition.class
(function_declaration . (class_identifier) @name (block)? @body) @definition.function
(node_definition (node_name) @name (block) @body) @definition.resource
(type_declaration . (class_identifier) @name) @definition.type
(resource_declaration title: (_) @name) @definition.resource

(function_call . (identifier) @name) @reference.call
(include_statement (class_identifier) @name) @reference.call
(class_inherits (class_identifier) @name) @reference.implementation
(class_inherits (class_identifier) @role.base)

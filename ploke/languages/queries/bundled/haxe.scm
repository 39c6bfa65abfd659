; Haxe.

(package_statement name: (package_name) @name) @package
(class_declaration name: (_) @name body: (_) @body) @definition.class
(interface_declaration name: (_) @name body: (_) @body) @definition.interface
(typedef_declaration name: (_) @name) @definition.type
((keyword) @_word . (identifier) @name @definition.enum . (block) @body (#eq? @_word "enum"))
((keyword) @_word . (identifier) . (block . (identifier) @name @definition.enum_member) (#eq? @_word "enum"))
(function_declaration name: "new" @name body: (_)? @body) @definition.constructor
(function_declaration name: (identifier) @name body: (_)? @body) @definition.function
(class_declaration body: (block (variable_declaration name: (identifier) @name) @definition.field))

(call_expression object: (identifier) @name) @reference.call
(call_expression object: (member_expression member: (_) @name)) @reference.call
(class_declaration super_class_name: (_) @name @reference.implementation)
(class_declaration interface_name: (_) @name @reference.implementation)
(class_declaration super_class_name: (_) @role.base)
(class_declaration interface_name: (_) @role.base)

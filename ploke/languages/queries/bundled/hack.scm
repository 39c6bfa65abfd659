; Hack.

(class_declaration name: (_) @name) @definition.class
(interface_declaration name: (_) @name) @definition.interface
(trait_declaration name: (_) @name) @definition.trait
(enum_declaration name: (_) @name) @definition.enum
(enumerator . (identifier) @name) @definition.enum_member
(alias_declaration . (identifier) @name) @definition.type
(function_declaration name: (_) @name) @definition.function
(method_declaration name: (_) @name) @definition.function
(property_declaration (property_declarator name: (_) @name)) @definition.field
(const_declaration (const_declarator name: (_) @name)) @definition.constant

(call_expression function: (qualified_identifier) @name) @reference.call
(call_expression function: (selection_expression (qualified_identifier) @name .)) @reference.call
(new_expression . (qualified_identifier) @name) @reference.call
(extends_clause (_) @name @reference.implementation)
(implements_clause (_) @name @reference.implementation)
(extends_clause (_) @role.base)
(implements_clause (_) @role.base)

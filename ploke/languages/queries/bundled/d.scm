; D.

(module_declaration (module_fqn) @name) @package
(class_declaration (identifier) @name (aggregate_body)? @body) @definition.class
(struct_declaration (identifier) @name (aggregate_body)? @body) @definition.struct
(interface_declaration (identifier) @name (aggregate_body)? @body) @definition.interface
(union_declaration (identifier) @name (aggregate_body)? @body) @definition.union
(enum_declaration (enum) . (identifier) @name) @definition.enum
(enum_member . (identifier) @name) @definition.enum_member
(manifest_constant (manifest_declarator . (identifier) @name)) @definition.constant
(template_declaration (identifier) @name) @definition.module
(mixin_template_declaration (template_declaration (identifier) @name)) @definition.trait
(function_declaration (identifier) @name . (template_parameters)? . (parameters) (function_body)? @body)
  @definition.function
(constructor (this) @name (function_body)? @body) @definition.constructor
(alias_declaration (alias_initializer . (identifier) @name)) @definition.type
(aggregate_body (variable_declaration (declarator . (identifier) @name)) @definition.field)
(module_def (variable_declaration (declarator . (identifier) @name)) @definition.variable)

(call_expression . (identifier) @name) @reference.call
(call_expression . (type (identifier) @name .)) @reference.call
(call_expression . (property_expression (identifier) @name .)) @reference.call
(base_class (_) @name) @reference.implementation
(base_class (_) @role.base)

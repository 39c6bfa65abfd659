; Dart. A function's body stands beside its signature.

(class_definition name: (identifier) @name body: (class_body) @body) @definition.class
(mixin_declaration . (mixin) . (identifier) @name (class_body) @body) @definition.trait
(extension_declaration name: (identifier) @name body: (_) @body) @definition.implementation
(extension_type_declaration name: (identifier) @name body: (_) @body) @definition.class
(enum_declaration name: (identifier) @name body: (_) @body) @definition.enum
(enum_constant name: (identifier) @name) @definition.enum_member
(type_alias . (type_identifier) @name) @definition.type

((function_signature name: (identifier) @name) @definition.function . (function_body)? @body)
((getter_signature name: (identifier) @name) @definition.property . (function_body)? @body)
((setter_signature name: (identifier) @name) @definition.property . (function_body)? @body)
((method_signature (function_signature name: (identifier) @name)) @definition.function . (function_body)? @body)
((method_signature (getter_signature name: (identifier) @name)) @definition.property . (function_body)? @body)
((method_signature (setter_signature name: (identifier) @name)) @definition.property . (function_body)? @body)
((method_signature (operator_signature (binary_operator) @name)) @definition.function . (function_body)? @body)
((method_signature (constructor_signature name: (identifier) @name .)) @definition.constructor
  . (function_body)? @body)
((method_signature (constructor_signature name: (identifier) @name . parameters: (_))) @definition.constructor
  . (function_body)? @body)
((method_signature (factory_constructor_signature (identifier) @name . (formal_parameter_list)))
  @definition.constructor . (function_body)? @body)
(declaration (function_signature name: (identifier) @name)) @definition.function
(declaration (getter_signature name: (identifier) @name)) @definition.property
(declaration (constructor_signature name: (identifier) @name . parameters: (_))) @definition.constructor
(declaration (constant_constructor_signature (identifier) @name . (formal_parameter_list))) @definition.constructor
(declaration (redirecting_factory_constructor_signature (identifier) @name . (formal_parameter_list)))
  @definition.constructor
(declaration (initialized_identifier_list (initialized_identifier . (identifier) @name))) @definition.field
(declaration (static_final_declaration_list (static_final_declaration . (identifier) @name))) @definition.constant
(program (static_final_declaration_list (static_final_declaration . (identifier) @name) @definition.constant))
(program (initialized_identifier_list (initialized_identifier . (identifier) @name) @definition.variable))

((identifier) @name @reference.call . (selector (argument_part)))
((selector (unconditional_assignable_selector (identifier) @name)) @reference.call . (selector (argument_part)))
((selector (conditional_assignable_selector (identifier) @name)) @reference.call . (selector (argument_part)))
(superclass (type_identifier) @name @reference.implementation)
(interfaces (type_identifier) @name @reference.implementation)
(mixins (type_identifier) @name @reference.implementation)
(superclass (type_identifier) @role.base)
(interfaces (type_identifier) @role.base)
(mixins (type_identifier) @role.base)

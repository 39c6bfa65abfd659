; Objective-C. A method is called by its whole selector; its first word stands for it.

(class_interface . (identifier) @name category: (_)) @definition.implementation
(class_interface . (identifier) @name) @definition.class
(class_implementation . (identifier) @name) @definition.implementation
(protocol_declaration . (identifier) @name) @definition.interface
(method_declaration (method_type) . (identifier) @name) @definition.method
(method_definition (method_type) . (identifier) @name (compound_statement) @body) @definition.method
(property_declaration (struct_declaration (struct_declarator (identifier) @name))) @definition.property
(property_declaration (struct_declaration (struct_declarator (pointer_declarator declarator: (identifier) @name))))
  @definition.property
(function_definition declarator: (function_declarator declarator: (identifier) @name) body: (_) @body)
  @definition.function
(function_definition declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
  body: (_) @body) @definition.function
(struct_specifier name: (type_identifier) @name body: (_) @body) @definition.struct
(enum_specifier name: (type_identifier) @name body: (_) @body) @definition.enum
(type_definition type: (macro_type_specifier) declarator: (_) @name) @definition.none
((type_definition type: (macro_type_specifier name: (identifier) @_macro
  type: (type_descriptor type: (type_identifier) @name))) @definition.enum
  (#any-of? @_macro "NS_ENUM" "NS_OPTIONS" "NS_CLOSED_ENUM" "NS_ERROR_ENUM" "CF_ENUM" "CF_OPTIONS"))
(enumerator name: (identifier) @name) @definition.enum_member
(type_definition type: (struct_specifier body: (_)) declarator: (type_identifier) @name) @definition.struct
(type_definition type: (enum_specifier body: (_)) declarator: (type_identifier) @name) @definition.enum
(type_definition declarator: (type_identifier) @name) @definition.type
(preproc_def name: (identifier) @name) @definition.macro
(preproc_function_def name: (identifier) @name) @definition.macro

(message_expression method: (identifier) @name) @reference.call
(call_expression function: (identifier) @name) @reference.call
(class_interface superclass: (identifier) @name) @reference.implementation
(class_interface superclass: (identifier) @role.base)
(protocol_reference_list (identifier) @name @reference.implementation)
(protocol_reference_list (identifier) @role.base)

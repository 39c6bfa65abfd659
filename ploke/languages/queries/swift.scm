; What Swift's grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions: what calls and members start with
(call_expression . (simple_identifier) @use)
(call_expression . (prefix_expression operation: ".") @use)
(navigation_expression target: [(simple_identifier) (self_expression) (super_expression)] @use)
(navigation_expression target: (prefix_expression operation: ".") @use)
(navigation_expression target: (user_type . (type_identifier) @use))
(postfix_expression target: [(simple_identifier) (self_expression)] @use)
(constructor_expression constructed_type: (user_type . (type_identifier) @use))
(call_expression) @chain.apply
(constructor_expression) @chain.call
(navigation_expression) @chain.member
(postfix_expression) @chain.pass
(try_expression expr: (_) @inner) @chain.wrap
(await_expression expr: (_) @inner) @chain.wrap
(tuple_expression . value: [
  (call_expression) (navigation_expression) (constructor_expression) (postfix_expression) (try_expression)
  (await_expression)] @inner .) @chain.wrap
(tuple_expression . value: (as_expression
  expr: [(call_expression) (navigation_expression) (simple_identifier)] @inner) .) @chain.wrap
(tuple_expression . value: (as_expression expr: (simple_identifier) @use) .)
(prefix_expression operation: [(bang) "-" "&" "~"] target: (_) @inner) @chain.wrap
(additive_expression rhs: (_) @inner) @chain.behind
(multiplicative_expression rhs: (_) @inner) @chain.behind
(call_expression . [
  (additive_expression rhs: (simple_identifier) @use) (multiplicative_expression rhs: (simple_identifier) @use)
  (additive_expression rhs: (prefix_expression operation: ".") @use)
  (prefix_expression operation: [(bang) "-" "&" "~"] target: (simple_identifier) @use)])
(navigation_expression target: [
  (additive_expression rhs: (simple_identifier) @use) (multiplicative_expression rhs: (simple_identifier) @use)])
(postfix_expression target: [
  (additive_expression rhs: (simple_identifier) @use) (multiplicative_expression rhs: (simple_identifier) @use)])
[(comment) (multiline_comment)] @comment

; Definitions
(class_declaration declaration_kind: ["class" "actor"] name: (type_identifier) @name body: (_) @body) @definition.class
(class_declaration declaration_kind: "struct" name: (type_identifier) @name body: (_) @body) @definition.struct
(class_declaration declaration_kind: "enum" name: (type_identifier) @name body: (_) @body) @definition.enum
(class_declaration declaration_kind: "extension" name: (_) @name.used body: (_) @body) @definition.implementation
(protocol_declaration name: (type_identifier) @name body: (_) @body) @definition.interface
(typealias_declaration name: (type_identifier) @name) @definition.type_alias
(associatedtype_declaration name: (type_identifier) @name) @definition.type_alias
(function_declaration "func" . name: _ @name ("->" . name: (_) @returns)? body: (_)? @body)
  @definition.function @parameters
(protocol_function_declaration "func" . name: _ @name ("->" . name: (_) @returns)? body: (_)? @body)
  @definition.function @parameters
(init_declaration name: "init" @name body: (_)? @body) @definition.constructor @parameters
(deinit_declaration "deinit" @name body: (_)? @body) @definition.method
(subscript_declaration "subscript" @name (computed_property) @body) @definition.property @parameters
(protocol_property_declaration name: (pattern bound_identifier: (simple_identifier) @name)
  (type_annotation (_) @annotation)) @definition.property
(class_body (property_declaration name: (pattern bound_identifier: (simple_identifier) @name)
  . (type_annotation (_) @annotation)? computed_value: (_) @body) @definition.property)
(enum_class_body (property_declaration name: (pattern bound_identifier: (simple_identifier) @name)
  . (type_annotation (_) @annotation)? computed_value: (_) @body) @definition.property)
(source_file (property_declaration name: (pattern bound_identifier: (simple_identifier) @name)
  . (type_annotation (_) @annotation)? computed_value: (_) @body) @definition.property)
(class_body (property_declaration name: (pattern bound_identifier: (simple_identifier) @name)
  . (type_annotation (_) @annotation)?) @definition.field)
(enum_class_body (property_declaration name: (pattern bound_identifier: (simple_identifier) @name)
  . (type_annotation (_) @annotation)?) @definition.field)
(source_file (property_declaration name: (pattern bound_identifier: (simple_identifier) @name)
  . (type_annotation (_) @annotation)?) @definition.variable)
(class_body (property_declaration name: (pattern (pattern (simple_identifier) @name))) @definition.field)
(source_file (property_declaration name: (pattern (pattern (simple_identifier) @name))) @definition.variable)
(enum_entry name: (simple_identifier) @name) @definition.enum_member
(macro_declaration . (modifiers)? . "macro" . (simple_identifier) @name) @definition.macro
(operator_declaration (custom_operator) @name) @definition.function
(inheritance_specifier inherits_from: (_) @role.base)
(inheritance_specifier inherits_from: (user_type . (type_identifier) @use))
(inheritance_specifier inherits_from: (user_type) @chain.pass)
(attribute) @decorator @role.decorator
(attribute . (user_type . (type_identifier) @use))
(attribute . (user_type) @inner) @chain.wrap
(attribute) @chain.pass

; Imports
(import_declaration) @import

; What Kotlin's grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions: what calls and members start with
(call_expression . (identifier) @use)
(navigation_expression . (identifier) @use)
(index_expression . (identifier) @use)
(unary_expression argument: (identifier) @use)
(parenthesized_expression (identifier) @use)
(parenthesized_expression (as_expression left: (identifier) @use))
(this_expression) @use
(super_expression "super" @use)
((infix_expression (_) . (identifier) @use . (_)) (#not-eq? @use "class"))
(navigation_expression) @chain.member
(call_expression) @chain.call
(index_expression) @chain.index
(unary_expression) @chain.pass
(parenthesized_expression [
  (identifier) (navigation_expression) (call_expression) (index_expression) (this_expression) (unary_expression)
  (parenthesized_expression)] @inner) @chain.wrap
(parenthesized_expression (as_expression left: (_) @inner)) @chain.wrap
(unary_expression operator: _ . argument: (_) @inner) @chain.wrap
((infix_expression (_) . (identifier) @role.call . (_)) (#not-eq? @role.call "class"))
(binary_expression
  left: (binary_expression left: [(identifier) (navigation_expression)] @role.call operator: "<")
  operator: ">" right: [(lambda_literal) (parenthesized_expression)])
(binary_expression
  left: (binary_expression left: (identifier) @use operator: "<")
  operator: ">" right: [(lambda_literal) (parenthesized_expression)])
[(line_comment) (block_comment)] @comment

; Definitions
(class_declaration name: (_) @name (primary_constructor (class_parameters) @fields)?
  [(class_body) (enum_class_body)]? @body) @definition.class
((infix_expression . (identifier) @_class . (identifier) @name . (lambda_literal) @body) @definition.class
  (#eq? @_class "class"))  ; so the grammar reads some classes behind annotations
((infix_expression (identifier) @_class . (call_expression . (identifier) @name
  (annotated_lambda (lambda_literal) @body))) @definition.class
  (#eq? @_class "class"))
((infix_expression (identifier) @_class . (call_expression . (identifier) @ignore)) (#eq? @_class "class"))
((infix_expression (identifier) @_class . (identifier) @name .) @definition.class (#eq? @_class "class"))
(class_parameter ["val" "var"] (identifier) @name . (_) @annotation) @definition.property
(object_declaration name: (_) @name (class_body)? @body) @definition.class
(companion_object name: (_) @name (class_body)? @body) @definition.class
(companion_object "companion" @name.used !name (class_body)? @body) @definition.class
(object_literal (delegation_specifiers . (_) @name.used) (class_body) @body) @definition.class
(object_literal . "object" @name.used . (class_body) @body) @definition.class
(enum_entry (identifier) @name (class_body)? @body) @definition.enum_member
(secondary_constructor "constructor" @name (function_value_parameters) @parameters (block)? @body)
  @definition.constructor
(function_declaration
  [(user_type) (nullable_type) (parenthesized_type) (non_nullable_type)]? @receiver
  name: (_) @name (function_value_parameters) @parameters
  [(user_type) (nullable_type) (parenthesized_type) (non_nullable_type) (function_type)]? @returns
  (function_body)? @body) @definition.function
(source_file (property_declaration (variable_declaration (identifier) @name . (_)? @annotation)
  [(getter) (setter)]? @body.rest) @definition.property)
(class_body (property_declaration (variable_declaration (identifier) @name . (_)? @annotation)
  [(getter) (setter)]? @body.rest) @definition.property)
(enum_class_body (property_declaration (variable_declaration (identifier) @name . (_)? @annotation)
  [(getter) (setter)]? @body.rest) @definition.property)
(infix_expression (lambda_literal (property_declaration (variable_declaration (identifier) @name . (_)? @annotation)
  [(getter) (setter)]? @body.rest) @definition.property))
(infix_expression (call_expression (annotated_lambda (lambda_literal (property_declaration
  (variable_declaration (identifier) @name . (_)? @annotation) [(getter) (setter)]? @body.rest)
  @definition.property))))
(source_file (property_declaration (multi_variable_declaration
  (variable_declaration (identifier) @name . (_)? @annotation))) @definition.property)
(type_alias type: (_) @name "=" . (_) @annotation) @definition.type_alias
(delegation_specifier (user_type) @role.base)
(delegation_specifier (user_type) @tokens.base)
(delegation_specifier (constructor_invocation . (user_type) @role.base))
(delegation_specifier (constructor_invocation . (user_type) @tokens.base))
(delegation_specifier (constructor_invocation . (user_type) @tokens.call))
(explicit_delegation . (user_type) @role.base)
(explicit_delegation . (user_type) @tokens.base)
(modifiers (annotation) @role.decorator @decorator)
(annotated_expression (annotation) @role.decorator @decorator)
((source_file (block_comment) @doc.file . [(package_header) (file_annotation)]) (#match? @doc.file "^/\\*\\*"))

; Packages and imports
(package_header (_) @name) @package
(import) @import

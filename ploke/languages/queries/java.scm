; What Java's grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions
(primary_expression/identifier) @use
(method_invocation !object name: (identifier) @use)
[(this) (super)] @use
(_unannotated_type/type_identifier) @use.type
(object_creation_expression type: (type_identifier) @use.type)
(array_creation_expression type: (type_identifier) @use.type)
(generic_type . (type_identifier) @use.type)
(scoped_type_identifier . (type_identifier) @use.type)
(record_pattern . (identifier) @use.type)
(annotation name: (identifier) @use.type)
(marker_annotation name: (identifier) @use.type)
(field_access) @chain.member
(scoped_type_identifier) @chain.type
(annotation name: (scoped_identifier) @chain.path)
(marker_annotation name: (scoped_identifier) @chain.path)
(method_invocation) @chain.method
(method_reference) @chain.reference
(object_creation_expression . "new") @chain.call
(explicit_constructor_invocation !object) @chain.call
(array_access) @chain.index
(superclass (generic_type) @chain.pass)
(type_list (generic_type) @chain.pass)
(scoped_type_identifier . (generic_type) @chain.pass)
[(annotation) (marker_annotation)] @chain.pass
(parenthesized_expression (cast_expression) @chain.cast)
(method_invocation object: [(string_literal) (class_literal) (array_creation_expression)] @chain.root)
((method_invocation object: (parenthesized_expression (_) @_inside) @chain.root)
  (#kind? @_inside "assignment_expression binary_expression instanceof_expression lambda_expression"
    "switch_expression ternary_expression unary_expression update_expression string_literal"))
(annotation name: (_) @inner) @chain.wrap
(marker_annotation name: (_) @inner) @chain.wrap
(object_creation_expression . "new" type: (_) @inner) @chain.wrap
(object_creation_expression . (_) type: (type_identifier) @role.call)
((parenthesized_expression (_) @inner) @chain.wrap
  (#kind? @inner "identifier this field_access method_invocation object_creation_expression array_access"
    "cast_expression parenthesized_expression"))
[(line_comment) (block_comment)] @comment

; Definitions
(class_declaration name: (_) @name body: (_) @body) @definition.class
(record_declaration name: (_) @name parameters: (_) @fields body: (_) @body) @definition.class
(record_declaration parameters: (formal_parameters
  (formal_parameter type: (_) @annotation name: (_) @name) @definition.field))
(record_declaration parameters: (formal_parameters
  (spread_parameter (_) @annotation (variable_declarator name: (_) @name)) @definition.field))
(enum_declaration name: (_) @name body: (_) @body) @definition.enum
(enum_constant name: (_) @name body: (_)? @body) @definition.enum_member
(interface_declaration name: (_) @name body: (_) @body) @definition.interface
(annotation_type_declaration name: (_) @name body: (_) @body) @definition.interface
(annotation_type_element_declaration type: (_) @returns name: (_) @name "(" @parameters) @definition.method
(method_declaration type_parameters: (_)? @type_parameters type: (_) @returns name: (_) @name parameters: (_) @parameters body: (_)? @body)
  @definition.method
(constructor_declaration type_parameters: (_)? @type_parameters name: (_) @name parameters: (_) @parameters
  body: (_) @body) @definition.constructor
(compact_constructor_declaration name: (_) @name body: (_) @body) @definition.constructor
(field_declaration type: (_) @annotation
  declarator: (variable_declarator name: (identifier) @name !dimensions value: (_)? @value)) @definition.field
(field_declaration type: (_) @annotation
  declarator: (variable_declarator dimensions: (_) value: (_)? @value) @declarator) @definition.field
(constant_declaration type: (_) @annotation
  declarator: (variable_declarator name: (identifier) @name !dimensions value: (_)? @value)) @definition.field
(constant_declaration type: (_) @annotation
  declarator: (variable_declarator dimensions: (_) value: (_)? @value) @declarator) @definition.field
(object_creation_expression type: (_) @name.used (class_body) @body) @definition.class
(module_declaration name: (_) @name body: (_) @body) @definition.module
(superclass (_) @role.base)
(super_interfaces (type_list (_) @role.base))
(extends_interfaces (type_list (_) @role.base))
(object_creation_expression type: (_) @role.base (class_body))
(object_creation_expression type: (_) @tokens.base (class_body))
(modifiers [(annotation) (marker_annotation)] @role.decorator @decorator)
(module_declaration [(annotation) (marker_annotation)] @role.decorator @decorator)
((program (block_comment) @doc.file . (package_declaration)) (#match? @doc.file "^/\\*\\*"))

; Scopes
(lambda_expression parameters: (_) @parameters body: (_) @body) @scope.function
(static_initializer (block) @scope.function)
(class_body (block) @scope.function)
(enum_body_declarations (block) @scope.function)
(statement/block) @scope.block
[
  (for_statement) (enhanced_for_statement) (catch_clause) (try_with_resources_statement) (switch_block) (switch_rule)
] @scope.block
(try_statement body: (_) @scope.block)
(finally_clause (block) @scope.block)
(synchronized_statement body: (_) @scope.block)
(type_parameter (type_identifier) @local)

; Bindings
(local_variable_declaration type: (_) @annotation
  declarator: (variable_declarator name: (_) @target !dimensions value: (_)? @value)) @declaration
(local_variable_declaration type: (_) @annotation
  declarator: (variable_declarator dimensions: (_) value: (_)? @value) @declarator) @declaration
((local_variable_declaration type: (type_identifier) @_type declarator: (variable_declarator name: (_) @target
    value: (object_creation_expression type: (generic_type (type_arguments (_))) @annotation) @value)) @declaration
  (#eq? @_type "var"))
(enhanced_for_statement type: (_) @annotation name: (_) @target value: (_) @value) @binding.iteration
(resource type: (_) @annotation name: (_) @target value: (_) @value) @binding.resource
(catch_formal_parameter (catch_type) @annotation name: (_) @target) @binding.caught
(instanceof_expression left: (_) @value right: (_) @annotation name: (_) @target) @binding.pattern
(type_pattern (_) @annotation (identifier) @target .) @binding.pattern
(record_pattern_component (_) @annotation (identifier) @target .) @binding.pattern
(assignment_expression left: (_) @target operator: "=" right: (_) @value) @assignment
((assignment_expression left: (identifier) @target operator: _ @_operator) @assignment (#not-eq? @_operator "="))
((assignment_expression left: (field_access) @role.write operator: _ @_operator) (#not-eq? @_operator "="))
(update_expression (identifier) @target) @assignment
(update_expression (field_access) @role.write)
(return_statement (_) @value) @binding.return
(lambda_expression body: (expression) @value @binding.return)

; Packages, imports, modules
(package_declaration [(identifier) (scoped_identifier)] @name) @package
(import_declaration) @import
(requires_module_directive) @import
(uses_module_directive (scoped_identifier) @tokens.type)
(provides_module_directive (scoped_identifier) @tokens.type)

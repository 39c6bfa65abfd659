; What Scala's grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions: what calls and members start with
(call_expression function: (identifier) @use)
(generic_function function: (identifier) @use)
(field_expression value: (identifier) @use)
(instance_expression . (type_identifier) @use)
(instance_expression . (generic_type type: (type_identifier) @use))
(stable_type_identifier . (identifier) @use)
(stable_identifier . (identifier) @use)
(infix_expression operator: (identifier) @use)
(infix_expression operator: (identifier) @role.call)
(call_expression) @chain.call
(generic_function) @chain.pass
(field_expression) @chain.member
(instance_expression) @chain.call
(stable_type_identifier) @chain.type
(stable_identifier) @chain.member
(instance_expression . [(type_identifier) (generic_type) (stable_type_identifier)] @inner) @chain.wrap
(parenthesized_expression [
  (call_expression) (field_expression) (instance_expression) (generic_function)] @inner) @chain.wrap
[(comment) (block_comment)] @comment

; Definitions
(package_clause name: (_) @name body: (_) @body) @definition.namespace
(package_object name: (_) @name body: (_)? @body) @definition.class
(class_definition name: (_) @name class_parameters: (class_parameters)* @fields body: (_)? @body) @definition.class
(trait_definition name: (_) @name class_parameters: (class_parameters)* @fields body: (_)? @body) @definition.trait
(object_definition name: (_) @name body: (_)? @body) @definition.class
(enum_definition name: (_) @name class_parameters: (class_parameters)* @fields body: (_)? @body) @definition.enum
(simple_enum_case name: (_) @name) @definition.enum_member
(full_enum_case name: (_) @name class_parameters: (class_parameters)* @fields) @definition.enum_member
(class_parameter name: (_) @name type: (_)? @annotation) @definition.field
(function_definition name: (_) @name parameters: (parameters)* @parameters body: (_) @body) @definition.function
(template_body (function_declaration name: (_) @name parameters: (parameters)* @parameters) @definition.function)
(with_template_body (function_declaration name: (_) @name parameters: (parameters)* @parameters) @definition.function)
(given_definition name: (_) @name parameters: (parameters)* @parameters body: (_) @body) @definition.implementation
(given_definition !name return_type: (_) @name.used body: (_) @body) @definition.implementation
(extension_definition . (parameters . (parameter type: (_) @name.used)) @parameters body: _ @body.rest)
  @definition.implementation
(extension_definition . (type_parameters) . (parameters . (parameter type: (_) @name.used)) @parameters
  body: _ @body.rest) @definition.implementation
(template_body [
  (val_definition pattern: [
    (identifier) @name (identifiers (identifier) @name) (tuple_pattern (identifier) @name)] type: (_)? @annotation)
  (var_definition pattern: [
    (identifier) @name (identifiers (identifier) @name) (tuple_pattern (identifier) @name)] type: (_)? @annotation)
  (val_declaration name: (identifier) @name type: (_)? @annotation)
  (var_declaration name: (identifier) @name type: (_)? @annotation)] @definition.field)
(with_template_body [
  (val_definition pattern: [
    (identifier) @name (identifiers (identifier) @name) (tuple_pattern (identifier) @name)] type: (_)? @annotation)
  (var_definition pattern: [
    (identifier) @name (identifiers (identifier) @name) (tuple_pattern (identifier) @name)] type: (_)? @annotation)
  (val_declaration name: (identifier) @name type: (_)? @annotation)
  (var_declaration name: (identifier) @name type: (_)? @annotation)] @definition.field)
(enum_body [
  (val_definition pattern: [
    (identifier) @name (identifiers (identifier) @name) (tuple_pattern (identifier) @name)] type: (_)? @annotation)
  (var_definition pattern: [
    (identifier) @name (identifiers (identifier) @name) (tuple_pattern (identifier) @name)] type: (_)? @annotation)
  (val_declaration name: (identifier) @name type: (_)? @annotation)
  (var_declaration name: (identifier) @name type: (_)? @annotation)] @definition.field)
(compilation_unit [
  (val_definition pattern: [
    (identifier) @name (identifiers (identifier) @name) (tuple_pattern (identifier) @name)] type: (_)? @annotation)
  (var_definition pattern: [
    (identifier) @name (identifiers (identifier) @name) (tuple_pattern (identifier) @name)] type: (_)? @annotation)
  (val_declaration name: (identifier) @name type: (_)? @annotation)
  (var_declaration name: (identifier) @name type: (_)? @annotation)] @definition.field)
(template_body (type_definition name: (_) @name) @definition.type_alias)
(with_template_body (type_definition name: (_) @name) @definition.type_alias)
(enum_body (type_definition name: (_) @name) @definition.type_alias)
(compilation_unit (type_definition name: (_) @name) @definition.type_alias)
(block (type_definition name: (_) @name) @definition.type_alias)
(indented_block (type_definition name: (_) @name) @definition.type_alias)
(extends_clause [(type_identifier) (generic_type) (stable_type_identifier) (compound_type)] @role.base)
(extends_clause (type_identifier) @use)
(extends_clause (generic_type type: (type_identifier) @use))
(extends_clause (generic_type) @chain.pass)
(derives_clause [(type_identifier) (generic_type) (stable_type_identifier)] @role.base)
(derives_clause (type_identifier) @use)
(given_definition return_type: [(type_identifier) (generic_type) (stable_type_identifier)] @role.base)
(given_definition return_type: (type_identifier) @use)
(given_definition return_type: (generic_type type: (type_identifier) @use))
(given_definition return_type: (generic_type) @chain.pass)
(annotation) @decorator @role.decorator
(annotation name: (type_identifier) @use)
(annotation name: (_) @inner) @chain.wrap
(annotation) @chain.pass
(instance_expression (template_body) @scope.class)

; Imports
[(import_declaration) (export_declaration)] @import
(package_clause name: (_) @name !body) @package

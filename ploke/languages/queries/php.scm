; What PHP's grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions: what calls and members start with
(function_call_expression function: [(name) (qualified_name) (relative_name) (variable_name)] @use)
(object_creation_expression [(name) (qualified_name) (relative_name)] @use)
(member_call_expression object: (variable_name) @use)
(nullsafe_member_call_expression object: (variable_name) @use)
(member_access_expression object: (variable_name) @use)
(nullsafe_member_access_expression object: (variable_name) @use)
(subscript_expression . (variable_name) @use)
(scoped_call_expression scope: [(name) (qualified_name) (relative_name) (relative_scope) (variable_name)] @use)
(scoped_property_access_expression
  scope: [(name) (qualified_name) (relative_name) (relative_scope) (variable_name)] @use)
(class_constant_access_expression . [(name) (qualified_name) (relative_name) (relative_scope) (variable_name)] @use)
(function_call_expression) @chain.call
(object_creation_expression) @chain.call
(object_creation_expression [(name) (qualified_name) (relative_name)] @inner) @chain.wrap
(member_call_expression) @chain.method
(nullsafe_member_call_expression) @chain.method
(scoped_call_expression) @chain.method
(member_access_expression) @chain.member
(nullsafe_member_access_expression) @chain.member
(scoped_property_access_expression) @chain.member
(class_constant_access_expression) @chain.member
(subscript_expression) @chain.index
(parenthesized_expression [
  (object_creation_expression) (function_call_expression) (member_call_expression) (scoped_call_expression)
  (member_access_expression) (nullsafe_member_call_expression) (subscript_expression)] @inner) @chain.wrap
(comment) @comment

; Definitions
(namespace_definition name: (_) @name body: (_) @body) @definition.namespace
(class_declaration name: (name) @name body: (_) @body) @definition.class
(interface_declaration name: (name) @name body: (_) @body) @definition.interface
(trait_declaration name: (name) @name body: (_) @body) @definition.trait
(enum_declaration name: (name) @name body: (_) @body) @definition.enum
(enum_case name: (name) @name) @definition.enum_member
(function_definition name: (name) @name parameters: (_) @parameters body: (_) @body) @definition.function
(method_declaration name: (name) @name parameters: (_) @parameters body: (_)? @body) @definition.method
(property_declaration type: (_)? @annotation (property_element name: (variable_name (name) @name)) (property_hook_list) @body)
  @definition.property
(property_declaration type: (_) @annotation (property_element name: (variable_name (name) @name))) @definition.field
(property_declaration !type (property_element name: (variable_name (name) @name))) @definition.field
(property_promotion_parameter type: (_)? @annotation name: (variable_name (name) @name)) @definition.field
(const_declaration (const_element . (name) @name)) @definition.constant
((function_call_expression
    function: (name) @_define arguments: (arguments . (argument (string (string_content) @name))))
  @definition.constant (#any-of? @_define "define" "DEFINE"))
(base_clause [(name) (qualified_name) (relative_name)] @role.base)
(base_clause [(name) (qualified_name) (relative_name)] @use)
(class_interface_clause [(name) (qualified_name) (relative_name)] @role.base)
(class_interface_clause [(name) (qualified_name) (relative_name)] @use)
(use_declaration [(name) (qualified_name) (relative_name)] @role.mixin)
(use_declaration [(name) (qualified_name) (relative_name)] @use)
(attribute_group (attribute) @role.decorator) @decorator
(attribute . [(name) (qualified_name) (relative_name)] @use)
(attribute) @chain.pass
(yield_expression) @marker.generator

; Imports
(namespace_use_declaration) @import
[(require_expression) (require_once_expression) (include_expression) (include_once_expression)] @import.call
(namespace_definition name: (_) @name !body) @package

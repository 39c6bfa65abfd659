; What Zig's grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions. Where a pattern asks for the node it starts with, both are complete at that node, and are found in the
; order they have here: links of chains before names.
(call_expression function: [
  (identifier) (call_expression) (index_expression) (parenthesized_expression) (field_expression object: (_))
  (dereference_expression) (null_coercion_expression)]) @chain.call
(builtin_function) @chain.call
(struct_initializer . [(identifier) (field_expression) (call_expression)]) @chain.call
(field_expression object: (_)) @chain.member
(index_expression) @chain.index
(dereference_expression) @chain.pass
(null_coercion_expression) @chain.pass
(field_expression object: (identifier) @use)
(call_expression function: (identifier) @use)
(index_expression object: (identifier) @use)
(struct_initializer . (identifier) @use)
(dereference_expression . (identifier) @use)
(null_coercion_expression . (identifier) @use)
(parenthesized_expression (identifier) @use)
(builtin_identifier) @use
(parenthesized_expression [
  (identifier) (field_expression) (call_expression) (index_expression) (builtin_function) (dereference_expression)
  (null_coercion_expression)] @inner) @chain.wrap
(parenthesized_expression (try_expression [
  (field_expression) (call_expression) (builtin_function)] @inner)) @chain.wrap
(parameter type: (identifier) @use.type)
(function_declaration type: (identifier) @use.type)
(variable_declaration type: (identifier) @use.type)
(container_field type: (identifier) @use.type)
(error_union_type (identifier) @use.type)
(pointer_type (identifier) @use.type)
(nullable_type (identifier) @use.type)
(slice_type (identifier) @use.type)
(comment) @comment

; Definitions
(function_declaration name: (_) @name (parameters) @parameters type: (_)? @returns body: (_)? @body)
  @definition.function
(function_declaration (parameters) @marker.declaration !body)
(variable_declaration ["const" "var"] . (identifier) @name "=" . (struct_declaration "{" @body.rest)) @definition.struct
(variable_declaration ["const" "var"] . (identifier) @name "=" . (opaque_declaration "{" @body.rest)) @definition.opaque
(variable_declaration ["const" "var"] . (identifier) @name "=" . (union_declaration "{" @body.rest)) @definition.union
(variable_declaration ["const" "var"] . (identifier) @name "=" . (enum_declaration "{" @body.rest)) @definition.enum
(variable_declaration ["const" "var"] . (identifier) @name "=" . (error_set_declaration "{" @body.rest))
  @definition.errors
(variable_declaration ["const" "var"] . (identifier) @name "=" . [
  (if_expression (struct_declaration)) (switch_expression (switch_case (struct_declaration)))] @body.rest)
  @definition.struct
((enum_declaration (container_field name: (identifier) @name) @definition.enum_member) (#not-eq? @name "_"))
(variable_declaration (error_set_declaration (identifier) @name @definition.enum_member))
(container_field name: (identifier) @name type: [
  (struct_declaration "{" @body.rest) (union_declaration "{" @body.rest) (enum_declaration "{" @body.rest)] @annotation)
  @definition.structure
((union_declaration (container_field name: (identifier) @name type: (_)? @annotation) @definition.field)
  (#not-eq? @name "_"))
(struct_declaration (container_field name: (identifier) @name type: (_) @annotation) @definition.field)
(source_file (container_field name: (identifier) @name type: (_) @annotation) @definition.field)
(test_declaration [(string) (identifier)] @name (block) @body) @definition.test
(test_declaration "test" @name . (block) @body) @definition.test

; Scopes
[(if_statement) (for_statement) (while_statement) (switch_case) (errdefer_statement) (catch_expression)] @scope.block
(return_expression [
  (struct_declaration) (union_declaration) (enum_declaration) (opaque_declaration)] @scope.class)
(payload (identifier) @local)

; Bindings
(variable_declaration . "const") @declaration.constant @target
(variable_declaration . "var") @declaration @target
(variable_declaration . (string) . "const") @declaration.constant @target
(variable_declaration . (string) . "var") @declaration @target
(return_expression [
  (identifier) (field_expression) (call_expression) (index_expression) (builtin_function) (struct_initializer)
  (dereference_expression) (null_coercion_expression) (try_expression) (if_expression)] @value) @binding.return

; Imports
((variable_declaration (builtin_function (builtin_identifier) @_import)) @import (#eq? @_import "@import"))
((builtin_function (builtin_identifier) @_import) @import.call (#any-of? @_import "@import" "@cInclude"))
(using_namespace_declaration) @import

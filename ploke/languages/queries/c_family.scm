; What the grammars of C and C++ call things alike. The captures are explained in ploke/languages/__init__.py.

; Expressions
(expression/identifier) @use
(preproc_ifdef name: (identifier) @use)
(preproc_defined (identifier) @use)
(preproc_if condition: (identifier) @use)
(preproc_elif condition: (identifier) @use)
(preproc_include path: (identifier) @use)
(field_expression) @chain.member
(call_expression) @chain.call
(subscript_expression) @chain.index
(parenthesized_expression (cast_expression) @chain.cast)
([(field_expression argument: (parenthesized_expression (_) @inner) @chain.wrap)
  (call_expression function: (parenthesized_expression (_) @inner) @chain.wrap)
  (subscript_expression argument: (parenthesized_expression (_) @inner) @chain.wrap)]
  (#kind? @inner "identifier field_expression call_expression subscript_expression cast_expression"))
([(field_expression argument: (parenthesized_expression (pointer_expression argument: (_) @inner)) @chain.wrap)
  (call_expression function: (parenthesized_expression (pointer_expression argument: (_) @inner)) @chain.wrap)
  (subscript_expression argument: (parenthesized_expression (pointer_expression argument: (_) @inner)) @chain.wrap)]
  (#kind? @inner "identifier field_expression call_expression subscript_expression"))
(comment) @comment

; Macros and what they stand for
(preproc_def name: (identifier) @name value: (preproc_arg) @body.shown) @definition.macro
(preproc_def name: (identifier) @name !value) @definition.macro
(preproc_function_def name: (identifier) @name parameters: (_) @parameters value: (preproc_arg)? @body)
  @definition.macro
(preproc_def value: (preproc_arg) @tokens)
(preproc_function_def value: (preproc_arg) @tokens)
(preproc_include path: [(string_literal) (system_lib_string)]) @import

; Types
(enum_specifier name: (type_identifier) @name body: (_) @body) @definition.enum
(type_definition type: (enum_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.enum
(enumerator name: (identifier) @name) @definition.enum_member
(type_definition type: [
  (type_identifier) (primitive_type) (sized_type_specifier) (struct_specifier name: (_) !body)
  (union_specifier name: (_) !body) (enum_specifier name: (_) !body)] @annotation
  declarator: (_) @declarator) @definition.type_alias
((type_definition type: (_ name: (_) @_tag body: (_)) @annotation declarator: (_) @declarator) @definition.type_alias
  (#not-eq? @declarator @_tag))
(type_definition type: (_ !name body: (_)) @annotation
  declarator: [(pointer_declarator) (array_declarator) (function_declarator)] @declarator) @definition.type_alias
(type_definition type: [(struct_specifier body: (_)) (union_specifier body: (_)) (enum_specifier body: (_))] @inner)
  @extent
((type_definition type: (_ name: (_) @_tag body: (_)) declarator: (type_identifier) @skip) (#eq? @skip @_tag))

; Variables and members
(declaration type: (_) @annotation declarator: [
  (identifier) (pointer_declarator) (array_declarator) (attributed_declarator) (parenthesized_declarator)
  (function_declarator declarator: (parenthesized_declarator))] @declarator) @declaration
(declaration type: (_) @annotation declarator: (init_declarator declarator: (_) @declarator value: (_) @value))
  @declaration
(field_declaration type: (_) @annotation declarator: [
  (field_identifier) (pointer_declarator) (array_declarator) (attributed_declarator) (parenthesized_declarator)
  (function_declarator declarator: (parenthesized_declarator))] @declarator) @declaration
(assignment_expression left: (_) @target operator: "=" right: (_) @value) @assignment
((assignment_expression left: (identifier) @target operator: _ @_operator) @assignment (#not-eq? @_operator "="))
((assignment_expression left: (field_expression) @role.write operator: _ @_operator) (#not-eq? @_operator "="))
(update_expression argument: (identifier) @target) @assignment
(update_expression argument: (field_expression) @role.write)
(return_statement (_) @value) @binding.return

; Scopes, and regions without names
(statement/compound_statement) @scope.block
(for_statement) @scope.block
[(attribute_specifier) (attribute_declaration) (ms_declspec_modifier)] @ignore

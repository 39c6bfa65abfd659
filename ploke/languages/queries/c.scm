; What only C's grammar has, or C++ says otherwise; the rest is in c_family.scm.

(type_identifier) @use.type

; Functions
(function_definition type: (_) @annotation declarator: [(function_declarator) (pointer_declarator)] @declarator
  body: (_) @body) @definition.function
(function_definition type: (type_identifier) @skip declarator: (parenthesized_declarator (identifier)))
((function_definition type: (type_identifier) declarator: (parenthesized_declarator (identifier) @name)
  body: (_) @body) @definition.function
  (#within? @definition.function "translation_unit preproc_ifdef preproc_if preproc_else"))
(declaration type: (_) @annotation declarator: [
  (function_declarator declarator: (identifier))
  (pointer_declarator declarator: (function_declarator declarator: (identifier)))
  (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier))))
] @declarator) @definition.function

; Types with members
(type_definition type: (macro_type_specifier) @annotation declarator: (_) @declarator) @definition.type_alias
(struct_specifier name: (type_identifier) @name body: (_) @body) @definition.struct
(union_specifier name: (type_identifier) @name body: (_) @body) @definition.union
(type_definition type: (struct_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.struct
(type_definition type: (union_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.union
((struct_specifier name: (type_identifier) @name !body) @definition.struct
  (#within? @definition.struct "translation_unit preproc_ifdef preproc_if preproc_else"))
((union_specifier name: (type_identifier) @name !body) @definition.union
  (#within? @definition.union "translation_unit preproc_ifdef preproc_if preproc_else"))
(field_declaration type: (struct_specifier !name body: (_) @body) @annotation declarator: (_) @declarator)
  @definition.field
(field_declaration type: (union_specifier !name body: (_) @body) @annotation declarator: (_) @declarator)
  @definition.field
(declaration type: (struct_specifier !name body: (_) @body) @annotation declarator: [
  (identifier) (pointer_declarator) (array_declarator)] @declarator) @definition.variable
(declaration type: (struct_specifier !name body: (_) @body) @annotation
  declarator: (init_declarator declarator: (_) @declarator)) @definition.variable

; Nim. Documentation stands in comments of its own, behind the head of what it is of.

(proc_declaration name: [(identifier) @name (exported_symbol . (_) @name) (accent_quoted) @name] body: (_)? @body)
  @definition.function
(func_declaration name: [(identifier) @name (exported_symbol . (_) @name) (accent_quoted) @name] body: (_)? @body)
  @definition.function
(method_declaration name: [(identifier) @name (exported_symbol . (_) @name) (accent_quoted) @name] body: (_)? @body)
  @definition.function
(iterator_declaration name: [(identifier) @name (exported_symbol . (_) @name) (accent_quoted) @name] body: (_)? @body)
  @definition.function
(converter_declaration name: [(identifier) @name (exported_symbol . (_) @name) (accent_quoted) @name] body: (_)? @body)
  @definition.function
(template_declaration name: [(identifier) @name (exported_symbol . (_) @name) (accent_quoted) @name] body: (_)? @body)
  @definition.macro
(macro_declaration name: [(identifier) @name (exported_symbol . (_) @name) (accent_quoted) @name] body: (_)? @body)
  @definition.macro
(type_declaration (type_symbol_declaration name: [(identifier) @name (exported_symbol . (_) @name)])
  (object_declaration)) @definition.struct
(type_declaration (type_symbol_declaration name: [(identifier) @name (exported_symbol . (_) @name)])
  (_ (object_declaration))) @definition.struct
(type_declaration (type_symbol_declaration name: [(identifier) @name (exported_symbol . (_) @name)])
  (enum_declaration)) @definition.enum
(type_declaration (type_symbol_declaration name: [(identifier) @name (exported_symbol . (_) @name)]))
  @definition.type
(enum_field_declaration (symbol_declaration name: (_) @name)) @definition.enum_member
(source_file (const_section (variable_declaration (symbol_declaration_list
  . (symbol_declaration name: [(identifier) @name (exported_symbol . (_) @name)]))) @definition.constant))
(source_file (var_section (variable_declaration (symbol_declaration_list
  . (symbol_declaration name: [(identifier) @name (exported_symbol . (_) @name)]))) @definition.variable))
(source_file (let_section (variable_declaration (symbol_declaration_list
  . (symbol_declaration name: [(identifier) @name (exported_symbol . (_) @name)]))) @definition.variable))

(call function: (identifier) @name) @reference.call
(call function: (dot_expression right: (identifier) @name)) @reference.call

(comment) @comment
(block_comment) @comment
(documentation_comment) @doc.inner
(block_documentation_comment) @doc.inner

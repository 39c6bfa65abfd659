; What Lua's grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions
(variable/identifier) @use
(dot_index_expression) @chain.member
(method_index_expression) @chain.member
(bracket_index_expression) @chain.index
(function_call) @chain.call
(parenthesized_expression [
  (identifier) (dot_index_expression) (bracket_index_expression) (function_call)] @inner) @chain.wrap
(variable_list [(dot_index_expression) (bracket_index_expression)] @role.write)
(function_declaration name: [(dot_index_expression) (method_index_expression)] @ignore)
(comment) @comment

; Definitions
(function_declaration name: (_) @name parameters: (_) @parameters body: (_) @body) @definition.function
(function_declaration name: (_) @name parameters: (_) @parameters !body "end" @body) @definition.function
(assignment_statement (variable_list . name: [
    (identifier) (dot_index_expression) (bracket_index_expression field: (string))] @name)
  (expression_list . value: (function_definition) @holder)) @definition.function
(field name: [(identifier) (string)] @name value: (function_definition) @holder) @definition.function
(assignment_statement (variable_list . name: [(identifier) (dot_index_expression)] @name .)
  (expression_list . value: (table_constructor (field value: (function_definition))) @body .)) @definition.variable
(field name: (identifier) @name value: (table_constructor (field value: (function_definition))) @body)
  @definition.variable
(variable_declaration (assignment_statement) @inner) @extent
(chunk (assignment_statement (variable_list . name: (dot_index_expression table: (identifier)) @name .))
  @definition.field)
((function_call name: (identifier) @_test arguments: (arguments . (string) @name (function_definition) @holder .))
  @definition.function (#any-of? @_test "describe" "context" "it" "test" "pending"))
(chunk (assignment_statement (variable_list name: (identifier) @target)) @declaration)
(variable_declaration (assignment_statement (variable_list name: (identifier) @target))) @declaration
(variable_declaration (variable_list name: (identifier) @target)) @declaration
(chunk (return_statement (expression_list . (_) @value .))) @export.whole

; Scopes and names bound without being symbols
(function_definition) @holder @scope.function
[(for_statement) (if_statement) (while_statement) (repeat_statement) (do_statement)] @scope.block
(for_generic_clause (variable_list name: (identifier) @local))
(for_numeric_clause name: (identifier) @local)

; Imports
((variable_declaration (assignment_statement (variable_list) (expression_list . [
    (function_call name: (identifier) @_load arguments: (arguments . (string) .))
    (dot_index_expression table: (function_call name: (identifier) @_load arguments: (arguments . (string) .)))])))
  @import (#eq? @_load "require"))
((function_call name: (identifier) @_load arguments: (arguments (string) .)) @import.call
  (#any-of? @_load "require" "dofile" "loadfile" "pcall"))

; What the grammars of JavaScript, TypeScript and TSX call alike. The captures are explained in ploke/languages/__init__.py.

; Expressions
(primary_expression/identifier) @use
(this) @use
(super) @use
(shorthand_property_identifier) @use
(member_expression) @chain.member
(call_expression) @chain.call
(new_expression) @chain.call
(subscript_expression) @chain.index
(new_expression constructor: [(identifier) (this) (member_expression) (call_expression) (subscript_expression)
  (parenthesized_expression)] @inner) @chain.wrap
((parenthesized_expression [(primary_expression) (new_expression)] @inner) @chain.wrap
  (#kind? @inner "identifier this member_expression call_expression subscript_expression new_expression"
    "parenthesized_expression"))
(parenthesized_expression (await_expression [(identifier) (member_expression) (call_expression) (subscript_expression)
  (new_expression)] @inner)) @chain.wrap
(parenthesized_expression (sequence_expression (number) . [(identifier) (member_expression)] @inner .)) @chain.wrap
(export_specifier name: (identifier) @use)
(decorator (identifier) @use)
(decorator (member_expression object: (identifier) @use))
(decorator (call_expression function: (identifier) @use))
(decorator (call_expression function: (member_expression object: (identifier) @use)))
(comment) @comment

; Definitions
[(function_declaration name: (_) @name) (generator_function_declaration name: (_) @name)] @holder @definition.function
(class_declaration name: (_) @name) @holder @definition.class
(method_definition name: (_) @name) @holder @definition.method
(variable_declarator name: (identifier) @name
  value: [(arrow_function) (function_expression) (generator_function) (class)] @holder) @definition.value
(pair key: (_) @name value: [(arrow_function) (function_expression) (generator_function)] @holder) @definition.function
(export_statement "default" @name
  value: [(arrow_function) (function_expression) (generator_function) (class)] @holder) @definition.value
(export_statement "default" @name value: (object) @body) @definition.constant
(decorator (_) @role.decorator) @decorator

; Functions and classes named where they stand: arguments, what is returned
[(function_expression name: (_) @name) (generator_function name: (_) @name) (class name: (_) @name)]
  @holder @definition.expression

; Objects of functions
((variable_declarator name: (identifier) @name value: (object) @body) @definition.constant
  (#within? @definition.constant "program/lexical_declaration program/variable_declaration"
    "program/export_statement/lexical_declaration"))
(pair key: (_) @name
  value: (object [(method_definition) (pair value: [(arrow_function) (function_expression)])]) @body) @definition.field

; Functions and classes assigned to names and members: prototypes, CommonJS
(assignment_expression left: (identifier) @name
  right: [(arrow_function) (function_expression) (generator_function) (class)] @holder) @definition.value
(assignment_expression left: (member_expression object: (_) @object property: (_) @name)
  right: [(arrow_function) (function_expression) (generator_function) (class)] @holder) @definition.value
(assignment_expression left: (member_expression) @object
  right: (object (pair key: (_) @name value: [(arrow_function) (function_expression)] @holder) @definition.function))
(assignment_expression left: (member_expression) @object
  right: (object (method_definition name: (_) @name) @holder @definition.method))
((call_expression
  function: (member_expression)
  arguments: (arguments . (member_expression) @object
    (object [(method_definition name: (_) @name) @holder
      (pair key: (_) @name value: [(arrow_function) (function_expression)] @holder)] @definition.method)))
  (#match? @object "\\.prototype$"))

; Tests
((call_expression
  function: [
    (identifier) @_test
    (member_expression object: (identifier) @_test)
    (call_expression function: (member_expression object: (identifier) @_test))
  ]
  arguments: (arguments . [(string) (template_string)] @name . (object)? .
    [(arrow_function) (function_expression)] @holder)) @definition.test
  (#any-of? @_test "describe" "it" "test" "suite" "context" "specify" "fdescribe" "xdescribe" "fit" "xit" "xtest" "Deno"))

; What belongs to a definition's span
(export_statement declaration: (_) @inner) @extent
(lexical_declaration . (variable_declarator) @inner .) @extent
(variable_declaration . (variable_declarator) @inner .) @extent

; Scopes
[(arrow_function) (function_expression) (generator_function)] @holder @scope.function
(class) @holder @scope.class
(class_static_block body: (_) @scope.function)
[(for_statement) (for_in_statement) (catch_clause) (switch_body)] @scope.block
(statement/statement_block) @scope.block
(try_statement body: (statement_block) @scope.block)
(finally_clause body: (statement_block) @scope.block)

; Bindings
(assignment_expression left: (_) @target right: (_) @value) @assignment
(augmented_assignment_expression left: (identifier) @target) @assignment
(augmented_assignment_expression left: (member_expression) @role.write)
(update_expression argument: (identifier) @target) @assignment
(update_expression argument: (member_expression) @role.write)
(for_in_statement !kind left: (identifier) @target) @assignment
(for_in_statement kind: _ left: (_) @target operator: "of" right: (_) @value) @binding.iteration
(for_in_statement kind: _ left: (_) @target operator: "in") @binding.key
(catch_clause parameter: (_) @target) @binding.caught
(binary_expression left: [(identifier) (member_expression)] @target operator: "instanceof"
  right: [(identifier) (member_expression)] @value) @narrowed
(return_statement (_) @value) @binding.return
(arrow_function body: (expression) @value @binding.return)
((yield_expression (_) @value) @binding.yield (#not-match? @binding.yield "^yield\\s*\\*"))
(yield_expression "*" (_) @value) @binding.delegate

; Imports and exports
(import_statement) @import
(export_statement source: (_)) @import
((call_expression function: (identifier) @_require arguments: (arguments . (string) .)) @import.call
  (#eq? @_require "require"))
((variable_declarator value: [
    (call_expression function: (identifier) @_require arguments: (arguments . (string) .))
    (member_expression object: (call_expression function: (identifier) @_require arguments: (arguments . (string) .)))
  ]) @import
  (#eq? @_require "require"))
(call_expression function: (import) arguments: (arguments . (string))) @import.call
(variable_declarator value: (await_expression
  (call_expression function: (import) arguments: (arguments . (string))))) @import
(export_statement !source (export_clause (export_specifier name: (_) @value alias: _? @name) @export))
(export_statement declaration: (lexical_declaration
  (variable_declarator) . (variable_declarator name: (identifier) @value) @export))
(export_statement declaration: (variable_declaration
  (variable_declarator) . (variable_declarator name: (identifier) @value) @export))
(export_statement declaration: (lexical_declaration
  . (variable_declarator name: (identifier) @value) @export . (variable_declarator)))
(export_statement declaration: (variable_declaration
  . (variable_declarator name: (identifier) @value) @export . (variable_declarator)))
(export_statement declaration: (lexical_declaration (variable_declarator name: (object_pattern
  [(shorthand_property_identifier_pattern) @value (pair_pattern value: (identifier) @value)]) @export)))
(export_statement declaration: (variable_declaration (variable_declarator name: (object_pattern
  [(shorthand_property_identifier_pattern) @value (pair_pattern value: (identifier) @value)]) @export)))
(export_statement value: (_) @value) @export.default
(export_statement "default" declaration: (_ name: (_) @value)) @export.default

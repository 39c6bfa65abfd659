; Perl. A package that has no block goes on to the next one: it is a symbol of one line.

(package_statement name: (package) @name (block)? @body) @definition.module
(class_statement name: (package) @name (block)? @body) @definition.class
(role_statement name: (package) @name (block)? @body) @definition.trait
(subroutine_declaration_statement name: (bareword) @name body: (block) @body) @definition.function
(method_declaration_statement name: (bareword) @name body: (block) @body) @definition.method
((use_statement module: (package) @_module (list_expression . (autoquoted_bareword) @name)) @definition.constant
  (#eq? @_module "constant"))
((use_statement module: (package) @_module
  (anonymous_hash_expression (list_expression (autoquoted_bareword) @name @definition.constant)))
  (#eq? @_module "constant"))
(source_file (expression_statement (assignment_expression
  left: (variable_declaration "our" variable: (_ (varname) @name)))) @definition.variable)

(function_call_expression function: (function) @name) @reference.call
(ambiguous_function_call_expression function: (function) @name) @reference.call
(method_call_expression method: (method) @name) @reference.call
((use_statement module: (package) @_module (string_literal (string_content) @name @reference.implementation))
  (#any-of? @_module "parent" "base"))

(comment) @comment
(pod) @comment

; What Ruby's grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions. Every call is one node with its object; a bare name may be a call too, which only its scope can tell.
[
  (argument_list [(identifier) (constant)] @use) (array [(identifier) (constant)] @use)
  (begin [(identifier) (constant)] @use) (begin_block [(identifier) (constant)] @use)
  (binary [(identifier) (constant)] @use) (block_argument [(identifier) (constant)] @use)
  (block_body [(identifier) (constant)] @use) (body_statement [(identifier) (constant)] @use)
  (case [(identifier) (constant)] @use) (case_match [(identifier) (constant)] @use)
  (conditional [(identifier) (constant)] @use) (do [(identifier) (constant)] @use)
  (element_reference [(identifier) (constant)] @use) (else [(identifier) (constant)] @use)
  (ensure [(identifier) (constant)] @use) (exceptions [(identifier) (constant)] @use)
  (hash_splat_argument [(identifier) (constant)] @use) (if [(identifier) (constant)] @use)
  (if_modifier [(identifier) (constant)] @use) (interpolation [(identifier) (constant)] @use)
  (parenthesized_statements [(identifier) (constant)] @use) (pattern [(identifier) (constant)] @use)
  (program [(identifier) (constant)] @use) (range [(identifier) (constant)] @use)
  (rescue_modifier [(identifier) (constant)] @use) (right_assignment_list [(identifier) (constant)] @use)
  (splat_argument [(identifier) (constant)] @use) (superclass [(identifier) (constant)] @use)
  (then [(identifier) (constant)] @use) (unary [(identifier) (constant)] @use)
  (unless [(identifier) (constant)] @use) (unless_modifier [(identifier) (constant)] @use)
  (until [(identifier) (constant)] @use) (until_modifier [(identifier) (constant)] @use)
  (while [(identifier) (constant)] @use) (while_modifier [(identifier) (constant)] @use)
  (assignment right: [(identifier) (constant)] @use) (operator_assignment right: [(identifier) (constant)] @use)
  (pair value: [(identifier) (constant)] @use) (optional_parameter value: [(identifier) (constant)] @use)
  (keyword_parameter value: [(identifier) (constant)] @use)
]
(method body: (identifier) @use)
(in_clause pattern: (constant) @use)
(as_pattern value: (constant) @use)
(call receiver: [(identifier) (constant) (self) (instance_variable) (class_variable) (global_variable)] @use)
(call !receiver method: [(identifier) (constant) (super)] @use)
(scope_resolution scope: (constant) @use)
(element_reference object: [(self) (instance_variable)] @use)
(scope_resolution) @chain.member
(scope_resolution !scope) @use
(call) @chain.method
(call !receiver) @chain.call
(call receiver: [
  (string) (array) (hash) (parenthesized_statements) (string_array) (symbol_array) (heredoc_beginning)] @chain.root)
(element_reference) @chain.index
(comment) @comment

; Definitions
(module name: (_) @name [(body_statement) "end"] @body) @definition.module
(class name: (_) @name [(body_statement) "end"] @body) @definition.class
(class superclass: (superclass (_) @role.base))
(module name: (scope_resolution) @ignore)
(class name: (scope_resolution) @ignore)
(singleton_class body: (_) @body) @scope.class
(method name: (_) @name parameters: (_)? @parameters body: (_) @body) @definition.function
(method name: (_) @name parameters: (_)? @parameters !body "end" @body) @definition.function
(singleton_method name: (_) @name parameters: (_)? @parameters body: (_) @body) @definition.function
(singleton_method name: (_) @name parameters: (_)? @parameters !body "end" @body) @definition.function
(alias name: [(identifier) (operator) (setter)] @name) @definition.called
((call !receiver method: (identifier) @_attribute arguments: (argument_list (simple_symbol) @name.used))
  @definition.property (#any-of? @_attribute
    "attr_accessor" "attr_reader" "attr_writer" "attr" "mattr_accessor" "cattr_accessor" "class_attribute"))
(assignment left: [(constant) (scope_resolution)] @name right: (call block: (_) @body)) @definition.made
((assignment left: [(constant) (scope_resolution)] @name right: (call receiver: (constant) @_maker
    method: (identifier) !block)) @definition.class (#any-of? @_maker "Struct" "Class" "Module" "Data"))
(assignment left: [(constant) (scope_resolution)] @name) @definition.constant
(assignment left: (left_assignment_list (constant) @name)) @definition.constant
(operator_assignment left: (constant) @name) @definition.constant
((assignment left: (constant) right: (call receiver: (constant) @_class
    arguments: (argument_list . [(constant) (scope_resolution)] @role.base))) (#eq? @_class "Class"))

; Definitions by a call: its first word says of what
((call method: (identifier) @_word arguments: (argument_list . (simple_symbol) @name.used) block: (_)? @body)
  @definition.called (#any-of? @_word
    "alias_method" "define_method" "define_singleton_method" "task" "multitask" "namespace"))
((call !receiver method: (identifier) @_task arguments: (argument_list . (pair key: (_) @name.used)))
  @definition.called (#any-of? @_task "task" "multitask"))
((call method: (identifier) @_test arguments: (argument_list . [
    (string) @name.used (constant) @name.used (scope_resolution) @name.used]) block: (_) @body)
  @definition.called (#any-of? @_test
    "describe" "context" "it" "specify" "test" "should" "feature" "scenario" "shared_examples"))

; Who may use what
((body_statement (identifier) @access) (#any-of? @access "private" "protected" "public" "module_function"))
((call !receiver method: (identifier) @access arguments: (argument_list (simple_symbol) @name)) (#any-of? @access
  "private" "protected" "public" "module_function" "private_class_method" "public_class_method" "private_constant"))
((call !receiver method: (identifier) @modifier arguments: (argument_list . [
    (method) (singleton_method) (call)]))
  (#any-of? @modifier "private" "protected" "public" "module_function" "private_class_method"))
(singleton_class body: (body_statement [(method) (call)] @modifier.singleton))
(singleton_class body: (body_statement (call arguments: (argument_list . (method) @modifier.singleton))))
((body_statement (call !receiver method: (identifier) @_mix
    arguments: (argument_list [(constant) (scope_resolution)] @role.mixin)))
  (#any-of? @_mix "include" "prepend" "extend"))

; Scopes and names bound without being symbols
(block parameters: (_) @parameters) @scope.function
(do_block parameters: (_) @parameters) @scope.function
(lambda parameters: (_) @parameters) @scope.function
(assignment left: (identifier) @local)
(operator_assignment left: (identifier) @local)
(left_assignment_list (identifier) @local)
(rest_assignment (identifier) @local)
(exception_variable (identifier) @local)
(for pattern: (identifier) @local)
(in_clause pattern: (identifier) @local)
(array_pattern (identifier) @local)
(splat_parameter name: (identifier) @local)
(as_pattern name: (identifier) @local)
(keyword_pattern key: (hash_key_symbol) @local !value)

; Imports
((call !receiver method: (identifier) @_load arguments: (argument_list (string))) @import
  (#any-of? @_load "require" "require_relative" "load" "autoload"))

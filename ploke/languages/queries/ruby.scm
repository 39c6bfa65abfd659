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
(call !receiver method: [(identifier) (constant)] @use)
(scope_resolution scope: (constant) @use)
(element_reference object: [(self) (instance_variable)] @use)
(scope_resolution) @chain.member
(scope_resolution !scope) @use
(call) @chain.method
(call !receiver) @chain.call
(call receiver: [
  (string) (array) (hash) (parenthesized_statements) (integer) (float) (regex) (simple_symbol) (delimited_symbol)
  (string_array) (symbol_array) (lambda) (heredoc_beginning) (begin) (case) (if) (super) (yield) (nil)] @chain.root)
(element_reference) @chain.index
(comment) @comment

; Definitions
(module name: (_) @name body: (_) @body) @definition.module
(module name: (_) @name !body "end" @body) @definition.module
(class name: (_) @name body: (_) @body) @definition.class
(class name: (_) @name !body "end" @body) @definition.class
(class superclass: (superclass (_) @role.base))
(module name: (scope_resolution) @ignore)
(class name: (scope_resolution) @ignore)
(singleton_class body: (_) @body) @scope.class
(method name: (_) @name parameters: (_)? @parameters body: (_) @body) @definition.function
(method name: (_) @name parameters: (_)? @parameters !body "end" @body) @definition.function
(singleton_method name: (_) @name parameters: (_)? @parameters body: (_) @body) @definition.singleton
(singleton_method name: (_) @name parameters: (_)? @parameters !body "end" @body) @definition.singleton
(alias name: [(identifier) (operator) (setter)] @name) @definition.alias
((call !receiver method: (identifier) @_alias arguments: (argument_list . [(simple_symbol) (string)] @name.used))
  @definition.alias (#eq? @_alias "alias_method"))
((call !receiver method: (identifier) @_attribute arguments: (argument_list [(simple_symbol) (string)] @name.used))
  @definition.property (#any-of? @_attribute
    "attr_accessor" "attr_reader" "attr_writer" "attr" "mattr_accessor" "cattr_accessor" "class_attribute"))
((call !receiver method: (identifier) @_delegators
    arguments: (argument_list . (_) [(simple_symbol) (string)] @name.used))
  @definition.delegator (#any-of? @_delegators "def_delegators" "def_instance_delegators"))
((call !receiver method: (identifier) @_define arguments: (argument_list . [(simple_symbol) (string)] @name.used)
    block: (_) @body) @definition.function
  (#eq? @_define "define_method"))
((call !receiver method: (identifier) @_define arguments: (argument_list . [(simple_symbol) (string)] @name.used)
    !block) @definition.function (#eq? @_define "define_method"))
((call method: (identifier) @_define arguments: (argument_list . [(simple_symbol) (string)] @name.used))
  @definition.singleton (#eq? @_define "define_singleton_method"))
((assignment left: [(constant) (scope_resolution)] @name right: (call receiver: (constant) @_maker
    method: (identifier) @_new block: (_) @body)) @definition.class
  (#any-of? @_maker "Struct" "Class" "Data" "Module") (#any-of? @_new "new" "define"))
((assignment left: [(constant) (scope_resolution)] @name right: (call receiver: (constant) @_maker
    method: (identifier) @_new !block)) @definition.class
  (#any-of? @_maker "Struct" "Class" "Data" "Module") (#any-of? @_new "new" "define"))
((assignment left: (_) right: (call receiver: (constant) @_maker method: (identifier) @_new
    arguments: (argument_list . [(constant) (scope_resolution)] @role.base) block: (_)))
  (#eq? @_maker "Class") (#eq? @_new "new"))
(assignment left: [(constant) (scope_resolution)] @name) @definition.constant
(assignment left: (left_assignment_list (constant) @name)) @definition.constant
(operator_assignment left: (constant) @name) @definition.constant

; Tests and tasks
((call !receiver method: (identifier) @_test arguments: (argument_list . [
    (string (string_content) @name.used) (constant) @name.used (scope_resolution) @name.used]) block: (_) @body)
  @definition.test (#any-of? @_test "describe" "context" "it" "specify" "test" "should" "feature" "scenario"))
((call receiver: (constant) @_rspec method: (identifier) @_test arguments: (argument_list . [
    (string (string_content) @name.used) (constant) @name.used (scope_resolution) @name.used]) block: (_) @body)
  @definition.test (#eq? @_rspec "RSpec") (#any-of? @_test "describe" "context" "shared_examples" "feature"))
((call !receiver method: (identifier) @_task arguments: (argument_list . [
    (simple_symbol) @name.used (string) @name.used
    (pair key: [(hash_key_symbol) (simple_symbol) (string)] @name.used)])) @definition.target
  (#any-of? @_task "task" "multitask"))
((call !receiver method: (identifier) @_space arguments: (argument_list . [(simple_symbol) (string)] @name.used)
    block: (_) @body) @definition.namespace (#eq? @_space "namespace"))

; Who may use what
((body_statement (identifier) @access.private) (#eq? @access.private "private"))
((body_statement (identifier) @access.protected) (#eq? @access.protected "protected"))
((body_statement (identifier) @access.public) (#eq? @access.public "public"))
((body_statement (identifier) @access.static) (#eq? @access.static "module_function"))
((body_statement (identifier) @skip) (#any-of? @skip "private" "protected" "public" "module_function"))
((call !receiver method: (identifier) @_word arguments: (argument_list [(simple_symbol) (string)] @name))
  @access.private (#eq? @_word "private"))
((call !receiver method: (identifier) @_word arguments: (argument_list [(simple_symbol) (string)] @name))
  @access.private_class (#any-of? @_word "private_class_method" "private_constant"))
((call !receiver method: (identifier) @_word arguments: (argument_list [(simple_symbol) (string)] @name))
  @access.public_class (#eq? @_word "public_class_method"))
((call !receiver method: (identifier) @_word arguments: (argument_list [(simple_symbol) (string)] @name))
  @access.protected (#eq? @_word "protected"))
((call !receiver method: (identifier) @_word arguments: (argument_list [(simple_symbol) (string)] @name))
  @access.public (#eq? @_word "public"))
((call !receiver method: (identifier) @_word arguments: (argument_list [(simple_symbol) (string)] @name))
  @access.static (#eq? @_word "module_function"))
((call !receiver method: (identifier) @modifier.private arguments: (argument_list . [
    (method) (call)])) (#eq? @modifier.private "private"))
((call !receiver method: (identifier) @modifier.private_class arguments: (argument_list . (singleton_method)))
  (#eq? @modifier.private_class "private_class_method"))
((call !receiver method: (identifier) @modifier.protected arguments: (argument_list . [(method) (call)]))
  (#eq? @modifier.protected "protected"))
((call !receiver method: (identifier) @modifier.static arguments: (argument_list . (method)))
  (#eq? @modifier.static "module_function"))
(singleton_class body: (body_statement (method) @modifier.static))
(singleton_class body: (body_statement (call arguments: (argument_list . (method) @modifier.static))))
((body_statement (call !receiver method: (identifier) @_mix
    arguments: (argument_list [(constant) (scope_resolution)] @role.mixin)))
  (#any-of? @_mix "include" "prepend" "extend"))

; Scopes and names bound without being symbols
(block parameters: (_)? @parameters body: (_)? @body) @scope.function
(do_block parameters: (_)? @parameters body: (_)? @body) @scope.function
(lambda parameters: (_) @parameters body: (_) @body) @scope.function
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

; What Rust's grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions. Names in token trees are no expressions to the grammar: see the macros below.
(_expression/identifier) @use
(_expression/self) @use
(call_expression function: (identifier) @use)
(generic_function function: (identifier) @use)
(macro_invocation macro: (identifier) @use)
(scoped_identifier path: [(identifier) (self) (super) (crate)] @use)
(scoped_type_identifier path: [(identifier) (self) (super) (crate)] @use)
(tuple_struct_pattern type: (identifier) @use)
(shorthand_field_initializer (identifier) @use)
(_pattern/identifier) @use
(_type/type_identifier) @use.type
(generic_type type: (type_identifier) @use.type)
(generic_type_with_turbofish type: (type_identifier) @use.type)
(struct_expression name: (type_identifier) @use.type)
(struct_pattern type: (type_identifier) @use.type)
(impl_item trait: (type_identifier) @use.type)
(function_type trait: (type_identifier) @use.type)
(dynamic_type trait: (type_identifier) @use.type)
(abstract_type trait: (type_identifier) @use.type)
(where_predicate left: (type_identifier) @use.type)
(field_expression) @chain.member
(scoped_identifier) @chain.member
(scoped_type_identifier) @chain.type
(call_expression) @chain.call
(struct_expression) @chain.call
(macro_invocation) @chain.macro
(index_expression) @chain.index
(try_expression) @chain.pass
(await_expression) @chain.pass
(generic_function) @chain.pass
(generic_type_with_turbofish) @chain.pass
(trait_bounds (generic_type) @chain.pass)
(impl_item trait: (generic_type) @chain.pass)
(scoped_identifier path: (generic_type) @chain.pass)
(scoped_type_identifier path: (generic_type) @chain.pass)
((parenthesized_expression (_) @inner) @chain.wrap
  (#kind? @inner "identifier self scoped_identifier field_expression call_expression struct_expression"
    "macro_invocation index_expression try_expression await_expression"))
((parenthesized_expression (reference_expression value: (_) @inner)) @chain.wrap
  (#kind? @inner "identifier self scoped_identifier field_expression call_expression index_expression"
    "try_expression await_expression"))
((parenthesized_expression (unary_expression "*" (_) @inner)) @chain.wrap
  (#kind? @inner "identifier self scoped_identifier field_expression call_expression index_expression"
    "try_expression await_expression"))
((parenthesized_expression (reference_expression value: (unary_expression "*" (_) @inner))) @chain.wrap
  (#kind? @inner "identifier self field_expression call_expression"))
(bracketed_type . [(type_identifier) (scoped_type_identifier) (generic_type)] @inner .) @chain.wrap
[(line_comment) (block_comment)] @comment

; Definitions
(function_item name: (_) @name parameters: (_) @parameters body: (_) @body) @definition.function
(function_signature_item name: (_) @name parameters: (_) @parameters) @definition.function
(struct_item name: (_) @name body: (field_declaration_list) @body) @definition.struct
(struct_item name: (_) @name body: (ordered_field_declaration_list) @parameters) @definition.struct
(struct_item name: (_) @name type_parameters: (_)? @type_parameters !body) @definition.struct
(union_item name: (_) @name body: (_) @body) @definition.union
(enum_item name: (_) @name body: (_) @body) @definition.enum
(enum_variant name: (_) @name body: (field_declaration_list) @body) @definition.enum_member
(enum_variant name: (_) @name body: (ordered_field_declaration_list) @parameters) @definition.enum_member
(enum_variant name: (_) @name !body) @definition.enum_member
(field_declaration name: (_) @name type: (_) @annotation) @definition.field
(trait_item name: (_) @name body: (_) @body) @definition.trait
(impl_item type_parameters: (_)? @type_parameters type: (_) @name.used @parameters body: (_) @body)
  @definition.implementation
(type_item name: (_) @name type_parameters: (_)? @type_parameters type: (_) @annotation) @definition.type_alias
(associated_type name: (_) @name bounds: (_)? @annotation) @definition.type_alias
(const_item name: (_) @name type: (_) @annotation value: (_)? @value) @definition.constant
(static_item name: (_) @name type: (_) @annotation value: (_)? @value) @definition.variable
(mod_item name: (_) @name body: (_) @body) @definition.module
(mod_item name: (_) @name !body) @definition.module
(macro_definition name: (_) @name . (macro_rule) @body.rest) @definition.macro
(trait_item bounds: (trait_bounds [
  (type_identifier) (scoped_type_identifier) (generic_type) (function_type)
  (higher_ranked_trait_bound type: (_) @role.base)] @role.base))
(impl_item trait: (_) @role.base)
(attribute_item (attribute) @role.decorator) @decorator
((attribute (identifier) @use) (#not-match? @use "^(allow|cfg|cfg_attr|deny|deprecated|derive|doc|expect|feature|forbid|ignore|inline|must_use|no_mangle|non_exhaustive|path|repr|should_panic|test|warn)$"))
((attribute) @chain.pass (#not-match? @chain.pass "^(allow|cfg|cfg_attr|deny|deprecated|derive|doc|expect|feature|forbid|ignore|inline|must_use|no_mangle|non_exhaustive|path|repr|should_panic|test|warn)\\b"))
(foreign_mod_item body: (declaration_list (function_signature_item parameters: (_) @marker.extern)))

; Scopes
(closure_expression parameters: (_) @parameters body: (_) @body) @scope.function
(_expression/block) @scope.block
(expression_statement (block) @scope.block)
(for_expression body: (block) @scope.block)
(while_expression body: (block) @scope.block)
(if_expression consequence: (block) @scope.block)
[
  (if_expression) (else_clause) (match_arm) (for_expression) (while_expression) (loop_expression)
  (unsafe_block) (async_block) (const_block) (try_block) (gen_block)
] @scope.block
(let_declaration alternative: (_) @scope.block)
(type_parameter name: (type_identifier) @local)
(const_parameter name: (identifier) @local)

; Names bound without being symbols
(_pattern/identifier) @local.pattern
(captured_pattern . (identifier) @local)
(field_pattern name: (shorthand_field_identifier) @local)

; Bindings
(let_declaration pattern: (_) @target type: (_)? @annotation value: (_)? @value) @declaration
(let_condition pattern: (_) @target value: (_) @value) @binding.condition
(for_expression pattern: (_) @target value: (_) @value) @binding.iteration
(match_expression value: (_) @value body: (match_block (match_arm pattern: (match_pattern . [
  (tuple_struct_pattern) (struct_pattern) (tuple_pattern) (captured_pattern) (reference_pattern) (ref_pattern)
  (mut_pattern)] @target)))) @binding.arm
((match_expression value: (_) @value body: (match_block (match_arm pattern: (match_pattern . (identifier) @target))))
  @binding.arm (#match? @target "^[^A-Z]"))
(assignment_expression left: (_) @target right: (_) @value) @assignment
(assignment_expression left: (scoped_identifier) @role.write)
(compound_assignment_expr left: [(field_expression) (scoped_identifier)] @role.write)
((compound_assignment_expr left: (identifier) @role.write) (#match? @role.write "^[A-Z]"))
(return_expression (_) @value) @binding.return
(closure_expression body: (_) @value @binding.return)
(function_item body: (block (_expression) @value @binding.return .))
(function_item body: (block (expression_statement [
  (if_expression) (match_expression) (unsafe_block) (block)] @value @binding.return) .))

; Macros: what can be told of a token tree is told by ploke.languages.rust_tokens
(macro_invocation (token_tree) @tokens)
(macro_rule right: (token_tree) @tokens)
((attribute (identifier) @_derive arguments: (token_tree) @tokens.derive) (#eq? @_derive "derive"))

; Imports
[(use_declaration) (extern_crate_declaration)] @import
(mod_item !body) @import

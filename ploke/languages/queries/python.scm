; What Python's grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions
(primary_expression/identifier) @use
(generic_type . (identifier) @use)
(attribute) @chain.member
(call) @chain.call
(subscript) @chain.index
(class_pattern (dotted_name) @chain.path)
(case_pattern (dotted_name) @chain.path)
((parenthesized_expression (_) @inner) @chain.wrap (#kind? @inner "identifier attribute call subscript"))
((parenthesized_expression (await (_) @inner)) @chain.wrap (#kind? @inner "identifier attribute call subscript"))
(comment) @comment

; Definitions
(function_definition name: (identifier) @name parameters: (_) @parameters body: (_) @body) @definition.function
(class_definition name: (identifier) @name body: (_) @body) @definition.class
(type_alias_statement left: (type (identifier) @name)) @definition.type_alias
(type_alias_statement
  left: (type (generic_type . (identifier) @name (type_parameter) @type_parameters))) @definition.type_alias
(decorator (_) @role.decorator) @decorator
(class_definition superclasses: (argument_list [(identifier) (attribute) (subscript) (call)] @role.base))
(module . (comment)* . (expression_statement . (string) @doc.file .))
(block . (expression_statement . (string) @doc .))

; Scopes
(lambda parameters: (_)? @parameters body: (_) @body) @scope.function
[(list_comprehension) (set_comprehension) (dictionary_comprehension) (generator_expression)] @scope.block
(type_parameter (type [(identifier) @local (splat_type (identifier) @local)
  (constrained_type . (type (identifier) @local))]))

; Names bound without being symbols
(case_pattern (dotted_name . (identifier) @local .))
(case_pattern (splat_pattern (identifier) @local))
(case_pattern (as_pattern alias: (as_pattern_target (identifier) @local)))
(dict_pattern (splat_pattern (identifier) @local))
(as_pattern (case_pattern) (identifier) @local)
(list_pattern (case_pattern (splat_pattern (identifier) @local)))
(keyword_pattern (dotted_name . (identifier) @local .))
(augmented_assignment left: (attribute) @role.write)
(global_statement (identifier) @outer.module)
(nonlocal_statement (identifier) @outer.enclosing)

; Bindings
(assignment left: (_) @target type: (_)? @annotation right: (_)? @value) @declaration
(named_expression name: (identifier) @target value: (_) @value) @declaration.function
(augmented_assignment left: (identifier) @target right: (_) @value) @update
((module (expression_statement (call
    function: (attribute object: (identifier) @target)
    arguments: (argument_list (_) @value)) @update))
  (#eq? @target "__all__"))
(for_statement left: (_) @target right: (_) @value) @binding.iteration
(for_in_clause left: (_) @target right: (_) @value) @binding.iteration
(with_item value: (as_pattern (_) @value alias: (as_pattern_target (_) @target))) @binding.context
(except_clause (as_pattern . [(primary_expression/identifier) @annotation (attribute) @annotation
  (tuple . (_) @annotation ("," (_) @annotation)* . ")")] alias: (as_pattern_target (_) @target))) @binding.declared
((except_clause (as_pattern . (_) @annotation alias: (as_pattern_target (_) @target))) @binding.declared
  (#kind? @annotation "binary_operator boolean_operator call conditional_expression parenthesized_expression subscript"))
(return_statement (_) @value) @binding.return
(lambda body: (_) @value @binding.return)
(yield) @marker.generator
((yield (_) @value) @binding.yield (#not-match? @binding.yield "^yield\\s+from\\b"))
(yield "from" (_) @value) @binding.delegate

; Types and imports
(type) @role.type
[
  (assignment type: (type (string (string_content) @type.string)))
  (typed_parameter type: (type (string (string_content) @type.string)))
  (typed_default_parameter type: (type (string (string_content) @type.string)))
  (function_definition return_type: (type (string (string_content) @type.string)))
]
((generic_type (identifier) @_generic (type_parameter (type (string (string_content) @type.string))))
  (#not-eq? @_generic "Literal"))
[(import_statement) (import_from_statement) (future_import_statement)] @import

; A class that is raised is called without arguments; what is called in small letters is an exception that was made.
((raise_statement . [(identifier) (attribute)] @role.call) (#match? @role.call "(^|[.])[A-Z][A-Za-z0-9_]*$"))

; What only C++'s grammar has, or C says otherwise; the rest is in c_family.scm.

; Expressions
(this) @use
(expression/qualified_identifier) @chain.path
(assignment_expression left: (qualified_identifier) @chain.path)
(expression/template_function name: (identifier) @use)
(field_initializer . (field_identifier) @use)
(field_initializer . (template_method name: (field_identifier) @use))
(lambda_capture_specifier (identifier) @use)
(structured_binding_declarator (identifier) @local)
(template_function) @chain.pass
(field_initializer . (template_method) @chain.pass)
(field_initializer . (qualified_identifier) @chain.path)
(new_expression) @chain.call
(compound_literal_expression type: [(type_identifier) (qualified_identifier) (template_type)]) @chain.call
(new_expression type: [(type_identifier) (qualified_identifier) (template_type)] @inner) @chain.wrap
((parenthesized_expression (_) @inner) @chain.wrap
  (#kind? @inner "this qualified_identifier new_expression compound_literal_expression"))
((parenthesized_expression (pointer_expression argument: (_) @inner)) @chain.wrap
  (#kind? @inner "this qualified_identifier"))
((parenthesized_expression (co_await_expression argument: (_) @inner)) @chain.wrap
  (#kind? @inner "identifier qualified_identifier field_expression call_expression"))
((call_expression function: (template_function name: (identifier) @_cast
  arguments: (template_argument_list . (type_descriptor type: (_) @inner)))) @chain.stated
  (#any-of? @_cast "static_cast" "dynamic_cast" "reinterpret_cast" "const_cast")
  (#kind? @inner "type_identifier qualified_identifier template_type primitive_type sized_type_specifier"))
((call_expression function: (qualified_identifier name: (template_function name: (identifier) @_make
  arguments: (template_argument_list . (type_descriptor type: (_) @inner))))) @chain.stated
  (#any-of? @_make "make_unique" "make_shared") (#kind? @inner "type_identifier qualified_identifier template_type"))
((template_function name: (identifier) @_make
  arguments: (template_argument_list . (type_descriptor type: (_) @role.call)))
  (#any-of? @_make "make_unique" "make_shared")
  (#kind? @role.call "type_identifier qualified_identifier template_type"))
(co_await_expression argument: [
  (identifier) (qualified_identifier) (field_expression) (call_expression)] @inner) @chain.wrap

; Types as they are used
(type_specifier/type_identifier) @use.type
(type_specifier/template_type name: (type_identifier) @use.type)
(type_specifier/template_type) @chain.pass
(type_specifier/qualified_identifier) @chain.path.type
(compound_literal_expression type: (type_identifier) @use.type)
(compound_literal_expression type: (template_type name: (type_identifier) @use.type))
(compound_literal_expression type: (template_type) @chain.pass)
(compound_literal_expression type: (qualified_identifier) @chain.path.type)
(base_class_clause (type_identifier) @use.type)
(base_class_clause (template_type name: (type_identifier) @use.type))
(base_class_clause (template_type) @chain.pass)
(base_class_clause (qualified_identifier) @chain.path.type)
(base_class_clause [(type_identifier) (template_type) (qualified_identifier)] @role.base)
(friend_declaration (type_identifier) @use.type)
(friend_declaration (qualified_identifier) @chain.path.type)
[(struct_specifier name: (type_identifier) @use.type !body) (class_specifier name: (type_identifier) @use.type !body)
  (enum_specifier name: (type_identifier) @use.type !body) (union_specifier name: (type_identifier) @use.type !body)]

; Namespaces
(namespace_definition name: (_) @name body: (_) @body) @definition.namespace
(namespace_definition !name body: (declaration_list) @scope.module)
(namespace_definition !name body: (declaration_list . "{" @access.anonymous))
[(using_declaration) (namespace_alias_definition)] @import

; What is no definition: variables that are made with arguments, friends
((declaration declarator: (function_declarator declarator: (identifier) @name)) @definition.none
  (#within? @definition.none "compound_statement"))
((declaration type: (_) @annotation declarator: (function_declarator declarator: (identifier) @target)) @declaration
  (#within? @declaration "compound_statement"))
((function_definition !type declarator: (function_declarator declarator: (identifier) @name)) @definition.none
  (#within? @definition.none "compound_statement"))
((declaration declarator: (function_declarator declarator: (identifier) parameters: (_) @ignore))
  (#within? @ignore "compound_statement/declaration/function_declarator"))
((declaration declarator: (function_declarator declarator: (identifier) parameters: (_) @tokens))
  (#within? @tokens "compound_statement/declaration/function_declarator"))
((declaration type: (_) @role.call declarator: (function_declarator declarator: (identifier)))
  (#within? @role.call "compound_statement/declaration")
  (#kind? @role.call "type_identifier template_type qualified_identifier"))
(friend_declaration (declaration declarator: (function_declarator declarator: (_) @name)) @definition.none)
(friend_declaration (declaration declarator: (_ (function_declarator declarator: (_) @name))) @definition.none)

; Functions
((function_definition !type declarator: (function_declarator declarator: (identifier) @name)) @definition.none
  (#any-of? @name "TEST" "TEST_F" "TEST_P" "TYPED_TEST" "TYPED_TEST_P" "TEST_CASE" "TEST_CASE_FIXTURE" "TEST_CASE_METHOD"
    "TEST_CASE_TEMPLATE" "TEMPLATE_TEST_CASE" "TEMPLATE_TEST_CASE_FIXTURE" "TEMPLATE_TEST_CASE_METHOD"
    "TEMPLATE_TEST_CASE_TEMPLATE" "SCENARIO" "FUZZ_TEST" "BENCHMARK" "BENCHMARK_F" "BOOST_AUTO_TEST_CASE"
    "BOOST_FIXTURE_TEST_CASE"))
((function_definition !type declarator: (function_declarator
  declarator: (identifier) @_macro parameters: (parameter_list) @ignore))
  (#any-of? @_macro "TEST" "TEST_F" "TEST_P" "TYPED_TEST" "TYPED_TEST_P" "TEST_CASE" "TEST_CASE_FIXTURE" "TEST_CASE_METHOD"
    "TEST_CASE_TEMPLATE" "TEMPLATE_TEST_CASE" "TEMPLATE_TEST_CASE_FIXTURE" "TEMPLATE_TEST_CASE_METHOD"
    "TEMPLATE_TEST_CASE_TEMPLATE" "SCENARIO" "FUZZ_TEST" "BENCHMARK" "BENCHMARK_F" "BOOST_AUTO_TEST_CASE"
    "BOOST_FIXTURE_TEST_CASE"))
((function_definition !type declarator: (function_declarator
  declarator: (identifier) @_macro parameters: (parameter_list) @name) body: (_) @body) @definition.test
  (#any-of? @_macro "TEST" "TEST_F" "TEST_P" "TYPED_TEST" "TYPED_TEST_P" "TEST_CASE" "TEST_CASE_FIXTURE" "TEST_CASE_METHOD"
    "TEST_CASE_TEMPLATE" "TEMPLATE_TEST_CASE" "TEMPLATE_TEST_CASE_FIXTURE" "TEMPLATE_TEST_CASE_METHOD"
    "TEMPLATE_TEST_CASE_TEMPLATE" "SCENARIO" "FUZZ_TEST" "BENCHMARK" "BENCHMARK_F" "BOOST_AUTO_TEST_CASE"
    "BOOST_FIXTURE_TEST_CASE"))
(function_definition type: (_)? @annotation declarator: (function_declarator) @declarator
  (field_initializer_list) @body.rest) @definition.function
(function_definition type: (_)? @annotation
  declarator: [
    (function_declarator) (pointer_declarator) (reference_declarator) (operator_cast) (qualified_identifier)] @declarator
  body: (_) @body) @definition.function
(function_definition type: (_)? @annotation declarator: [
  (function_declarator) (pointer_declarator) (reference_declarator) (operator_cast) (qualified_identifier)] @declarator
  !body) @definition.function
(declaration type: (_)? @annotation declarator: [
  (function_declarator declarator: [(identifier) (operator_name) (destructor_name) (qualified_identifier)
    (template_function)])
  (pointer_declarator (function_declarator declarator: [(identifier) (operator_name) (qualified_identifier)]))
  (pointer_declarator (pointer_declarator (function_declarator declarator: (identifier))))
  (reference_declarator (function_declarator declarator: [(identifier) (operator_name) (qualified_identifier)]))
  (operator_cast)] @declarator) @definition.function
(field_declaration type: (_) @annotation declarator: [
  (function_declarator declarator: [(field_identifier) (operator_name)])
  (pointer_declarator (function_declarator declarator: [(field_identifier) (operator_name)]))
  (pointer_declarator (pointer_declarator (function_declarator declarator: (field_identifier))))
  (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)]))] @declarator)
  @definition.function
(lambda_expression declarator: (abstract_function_declarator parameters: (_) @parameters) body: (_) @body)
  @scope.function
(lambda_expression !declarator body: (_) @body) @scope.function

; Types with members
(class_specifier name: (_) @name body: (_) @body) @definition.class
(struct_specifier name: (_) @name body: (_) @body) @definition.struct
(union_specifier name: (_) @name body: (_) @body) @definition.union
((class_specifier name: (_) @name !body) @definition.class . ";")
((struct_specifier name: (_) @name !body) @definition.struct . ";")
((union_specifier name: (_) @name !body) @definition.union . ";")
((enum_specifier name: (_) @name !body) @definition.enum . ";")
(enum_specifier name: (qualified_identifier) @name body: (_) @body) @definition.enum
(type_definition type: (struct_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.struct
(type_definition type: (union_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.union
(type_definition type: (class_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.class
(field_declaration type: [(struct_specifier !name body: (_) @body) (union_specifier !name body: (_) @body)] @annotation
  declarator: (_) @declarator) @definition.field
(declaration type: [(struct_specifier !name body: (_) @body) (union_specifier !name body: (_) @body)] @annotation
  declarator: [(identifier) (pointer_declarator) (array_declarator)] @declarator) @definition.variable
(declaration type: [(struct_specifier !name body: (_) @body) (union_specifier !name body: (_) @body)] @annotation
  declarator: (init_declarator declarator: (_) @declarator)) @definition.variable
((access_specifier "public") @access.public (#within? @access.public "field_declaration_list"))
((access_specifier "protected") @access.protected (#within? @access.protected "field_declaration_list"))
((access_specifier "private") @access.private (#within? @access.private "field_declaration_list"))
(alias_declaration name: (_) @name type: (_) @annotation) @definition.type_alias
(type_definition type: [(qualified_identifier) (template_type) (dependent_type) (decltype) (class_specifier name: (_))]
  @annotation declarator: (_) @declarator) @definition.type_alias
(concept_definition name: (_) @name . (_) @body) @definition.trait
(attribute_declaration (attribute) @role.decorator) @decorator

; Templates
(template_declaration) @scope.header
((template_declaration parameters: (_) @type_parameters (_) @inner) @extent
  (#kind? @inner "function_definition declaration class_specifier struct_specifier union_specifier"
    "alias_declaration concept_definition template_declaration friend_declaration"))
(linkage_specification body: [(function_definition) (declaration)] @inner) @extent
(friend_declaration (function_definition) @inner) @extent
(template_declaration parameters: (template_parameter_list [
  (type_parameter_declaration (type_identifier) @local)
  (variadic_type_parameter_declaration (type_identifier) @local)
  (optional_type_parameter_declaration name: (type_identifier) @local)
  (template_template_parameter_declaration (type_parameter_declaration (type_identifier) @local))
  (parameter_declaration declarator: (identifier) @local)
  (optional_parameter_declaration declarator: (identifier) @local)
  (variadic_parameter_declaration declarator: (variadic_declarator (identifier) @local))]))
(lambda_expression template_parameters: (template_parameter_list
  (type_parameter_declaration (type_identifier) @local)))
(requires_expression parameters: (_) @parameters requirements: (_) @body) @scope.block

; Variables
(template_declaration (declaration type: (_) @annotation declarator: (init_declarator declarator: (identifier) @name)) @definition.variable)
(declaration type: (_) @annotation declarator: (init_declarator declarator: (qualified_identifier name: [
  (identifier) (qualified_identifier)]) @name)) @definition.field
(declaration type: (_) @annotation declarator: (qualified_identifier name: [(identifier) (qualified_identifier)]) @name)
  @definition.field
(declaration type: (_) @annotation declarator: (init_declarator declarator: (qualified_identifier
  name: (pointer_type_declarator declarator: (type_identifier) @target)) value: (_) @value)) @declaration
(declaration type: (_) @annotation declarator: (qualified_identifier
  name: (pointer_type_declarator declarator: (type_identifier) @target))) @declaration
(declaration type: (_) @annotation declarator: (reference_declarator) @declarator) @declaration
(declaration declarator: (init_declarator declarator: [
  (structured_binding_declarator) @target (reference_declarator (structured_binding_declarator) @target)]
  value: (_) @value)) @declaration
(condition_clause value: (declaration type: (_) @annotation declarator: (_) @declarator value: (_) @value) @declaration)
(field_declaration type: (_) @annotation declarator: (reference_declarator) @declarator) @declaration
(for_range_loop type: (_) @annotation declarator: [
  (identifier) @target (reference_declarator (identifier) @target) (pointer_declarator declarator: (identifier) @target)
  (structured_binding_declarator) @target (reference_declarator (structured_binding_declarator) @target)]
  right: (_) @value) @binding.iteration
(lambda_capture_initializer left: (identifier) @target right: (_) @value) @declaration
(declaration type: [(type_identifier) (template_type) (qualified_identifier)] @role.call
  declarator: (init_declarator value: [(argument_list) (initializer_list)]))
(declaration type: [(type_identifier) (template_type) (qualified_identifier)] @inner
  declarator: (init_declarator value: (argument_list) @arguments))
((declaration type: (_) @inner declarator: (function_declarator declarator: (identifier) parameters: (_) @arguments))
  (#within? @inner "compound_statement/declaration")
  (#kind? @inner "type_identifier template_type qualified_identifier"))
(field_initializer . [(field_identifier) (template_method) (qualified_identifier)] @inner . (argument_list) @arguments)
(field_initializer . [(template_method) (qualified_identifier)] @role.call)
((field_initializer . (field_identifier) @role.call) (#match? @role.call "^[A-Z]"))
((field_initializer . (field_identifier) @target . (_ . (_)? @value .)) @assignment (#not-match? @target "^[A-Z]"))
(assignment_expression left: (qualified_identifier) @role.write operator: [
  "*=" "/=" "%=" "+=" "-=" "<<=" ">>=" "&=" "^=" "|="])
(co_return_statement (_) @value) @binding.return
(co_yield_statement) @marker.generator
(co_await_expression) @marker.async
(co_return_statement) @marker.async

; Scopes
(for_range_loop) @scope.block
(if_statement condition: (condition_clause [(init_statement) (declaration)])) @scope.block
(while_statement condition: (condition_clause (declaration))) @scope.block
(switch_statement condition: (condition_clause [(init_statement) (declaration)])) @scope.block
(catch_clause parameters: (_) @parameters body: (_) @body) @scope.block

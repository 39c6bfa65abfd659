; What Haskell's grammar calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions
(expression/variable) @use
(expression/constructor) @use
(infix_id (variable) @use)
(infix_id (variable) @role.call)
(apply function: [(variable) (constructor) (qualified)] @role.call)
(infix left_operand: [(variable) (qualified)] @role.call operator: (operator) @_apply (#any-of? @_apply "$" "<$>" "$!"))
(qualified) @chain.path
(type/name) @use.type
[(comment) (haddock) (pragma)] @comment

; Definitions
(declarations [
    (signature name: [(variable) @name (prefix_id (_) @name)]) @definition.function
    (signature names: (binding_list name: [(variable) @name (prefix_id (_) @name)])) @definition.function
    (function name: [(variable) @name (prefix_id (_) @name)] patterns: (_) @parameters match: (_) @body.rest)
      @definition.function
    (function (infix operator: [(operator) @name (infix_id (variable) @name)]) @parameters match: (_) @body.rest)
      @definition.function
    (function parens: (function_head_parens (infix operator: [(operator) @name (infix_id (variable) @name)]))
      patterns: (_) @parameters match: (_) @body.rest) @definition.function
    (bind name: [(variable) @name (prefix_id (_) @name)] match: (_) @body.rest) @definition.function])
(class_declarations (default_signature (signature name: (variable) @name)) @definition.function)
(class_declarations [
    (signature name: [(variable) @name (prefix_id (_) @name)]) @definition.function
    (signature names: (binding_list name: [(variable) @name (prefix_id (_) @name)])) @definition.function
    (function name: [(variable) @name (prefix_id (_) @name)] patterns: (_) @parameters match: (_) @body.rest)
      @definition.function
    (function (infix operator: [(operator) @name (infix_id (variable) @name)]) @parameters match: (_) @body.rest)
      @definition.function
    (function parens: (function_head_parens (infix operator: [(operator) @name (infix_id (variable) @name)]))
      patterns: (_) @parameters match: (_) @body.rest) @definition.function
    (bind name: [(variable) @name (prefix_id (_) @name)] match: (_) @body.rest) @definition.function])
(instance_declarations [
    (signature name: [(variable) @name (prefix_id (_) @name)]) @definition.function
    (signature names: (binding_list name: [(variable) @name (prefix_id (_) @name)])) @definition.function
    (function name: [(variable) @name (prefix_id (_) @name)] patterns: (_) @parameters match: (_) @body.rest)
      @definition.function
    (function (infix operator: [(operator) @name (infix_id (variable) @name)]) @parameters match: (_) @body.rest)
      @definition.function
    (function parens: (function_head_parens (infix operator: [(operator) @name (infix_id (variable) @name)]))
      patterns: (_) @parameters match: (_) @body.rest) @definition.function
    (bind name: [(variable) @name (prefix_id (_) @name)] match: (_) @body.rest) @definition.function])
(data_type name: [(name) @name (prefix_id (_) @name)]
  constructors: [(data_constructors) (gadt_constructors)] @body) @definition.enum
(data_type name: [(name) @name (prefix_id (_) @name)] !constructors) @definition.enum
(newtype name: [(name) @name (prefix_id (_) @name)] constructor: (_) @body) @definition.struct
(data_constructor constructor: (_ name: [(constructor) @name (prefix_id (_) @name)]) @definition.enum_member)
(data_constructor constructor: (_ operator: (constructor_operator) @name) @definition.enum_member)
(gadt_constructor name: [(constructor) @name (prefix_id (_) @name)]) @definition.enum_member
(gadt_constructor names: (binding_list name: [(constructor) @name (prefix_id (_) @name)])) @definition.enum_member
(newtype_constructor name: (constructor) @name) @definition.enum_member
(field name: (field_name (variable) @name)) @definition.field
(type_synonym name: [(name) @name (prefix_id (_) @name)]) @definition.type_alias
(type_family name: [(name) @name (prefix_id (_) @name)]) @definition.type_alias
(data_family name: [(name) @name (prefix_id (_) @name)]) @definition.type_alias
(class name: [(name) @name (prefix_id (_) @name)] declarations: (_) @body) @definition.trait
(class name: [(name) @name (prefix_id (_) @name)] !declarations) @definition.trait
(class context: (context context: [
  (apply constructor: (_) @role.base)
  (parens (apply constructor: (_) @role.base))
  (tuple (apply constructor: (_) @role.base))]))
(instance patterns: (_) @name.used declarations: (_) @body) @definition.implementation
(instance patterns: (_) @name.used !declarations) @definition.implementation
(deriving_instance patterns: (_) @name.used) @definition.implementation
(instance name: (_) @role.base)
(deriving_instance name: (_) @role.base)
(pattern_synonym (equation synonym: [
    (constructor) @name (_ [function: (constructor) @name name: (constructor) @name operator: (_) @name])]))
  @definition.function
(pattern_synonym (signature synonym: (constructor) @name)) @definition.function
(foreign_import (signature name: (variable) @name)) @definition.function

; The module: what its header lists is offered, all else is not
(header module: (module) @name) @package
(header exports: (exports) @access.hidden)
((header module: (module) @_own exports: (exports (module_export module: (module) @_again @access.offered)))
  (#eq? @_own @_again))
(export variable: [(variable) @name (prefix_id (_) @name)]) @export
(export type: [(name) @name (prefix_id (_) @name)]) @export
(export operator: (prefix_id (_) @name)) @export

; Names bound without being symbols
(pattern/variable) @local
(pattern_synonym) @scope.block
(local_binds [(function name: (variable) @local) (bind name: (variable) @local)])

; Imports
(import) @import

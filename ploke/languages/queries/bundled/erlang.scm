; Erlang. Clauses of a function and its specification are one definition.

(module_attribute name: (atom) @name) @definition.module
(spec fun: (atom) @name) @definition.function
(fun_decl clause: (function_clause name: (atom) @name body: (_) @body)) @definition.function
(record_decl name: (atom) @name) @definition.struct
(type_alias name: (type_name name: (atom) @name)) @definition.type
(opaque name: (type_name name: (atom) @name)) @definition.type
(callback fun: (atom) @name) @definition.function
(pp_define lhs: (macro_lhs name: (_) @name)) @definition.macro

(call expr: (atom) @name) @reference.call
(call expr: (remote) @name) @reference.call
(macro_call_expr name: (var) @name args: (_)) @reference.call
((macro_call_expr name: (var) @name) @reference.macro
  (#not-match? @name "^(MODULE|LINE|FILE|FUNCTION_NAME|FUNCTION_ARITY|MODULE_STRING|MACHINE)$"))
(type_sig) @ignore
(field_type) @ignore
(type_alias ty: (_) @ignore)
(opaque ty: (_) @ignore)
(behaviour_attribute name: (atom) @name) @reference.implementation

; Nix. Functions, what `let` binds, and attributes that hold others.

(binding attrpath: (attrpath) @name expression: (function_expression body: (_) @body)) @definition.function
(let_expression (binding_set (binding attrpath: (attrpath) @name expression: (_) @body) @definition.variable))
(binding attrpath: (attrpath) @name expression: [(attrset_expression) (rec_attrset_expression)] @body)
  @definition.field
(binding attrpath: (attrpath) @name
  expression: (apply_expression argument: [(attrset_expression) (rec_attrset_expression)]) @body) @definition.field

(apply_expression function: (variable_expression name: (identifier) @name)) @reference.call
(apply_expression function: (select_expression attrpath: (attrpath) @name)) @reference.call

; Rego.

(module . (package) . (ref) @name @package)
(rule (rule_head . (var) @name) . (rule_body) @body) @definition.function
(rule (rule_head . (var) @name)) @definition.function

(expr_call func_name: (fn_name) @name) @reference.call

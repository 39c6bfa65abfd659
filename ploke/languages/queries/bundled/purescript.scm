; PureScript. A signature and the equations behind it are one definition.

(purescript name: (qualified_module) @name) @package
(signature name: (variable) @name) @definition.function
(function name: (variable) @name rhs: (_) @body) @definition.function
(foreign_import name: (variable) @name) @definition.function
(data name: (type) @name) @definition.enum
(newtype name: (type) @name) @definition.struct
(type_alias name: (type) @name) @definition.type
(class_declaration (class_head (class_name) @name)) @definition.trait
(class_instance (instance_name) @name) @definition.implementation
(data (constructor) @name @definition.enum_member)

(exp_apply . (exp_name (variable) @name)) @reference.call
(exp_apply . (exp_name (qualified_variable) @name)) @reference.call

; OCaml, what files of definitions and interfaces share. Documentation stands before `let`, `type` and `module`.

(type_definition . (type_binding) @inner .) @extent
(type_definition . (type_binding) @inner) @group
(module_definition . (module_binding) @inner .) @extent
(module_definition . (module_binding) @inner) @group
(class_type_definition . (class_type_binding) @inner .) @extent
(class_type_definition . (class_type_binding) @inner) @group
(value_specification [(value_name) (parenthesized_operator)] @name) @definition.function
(external [(value_name) (parenthesized_operator)] @name) @definition.function
(type_binding name: (type_constructor) @name body: (variant_declaration)) @definition.enum
(type_binding name: (type_constructor) @name body: (record_declaration)) @definition.struct
(type_binding name: (type_constructor) @name) @definition.type
(exception_definition (constructor_declaration . (constructor_name) @name)) @definition.class
(module_binding . (module_name) @name body: (_)? @body) @definition.module
(module_type_definition . (module_type_name) @name body: (_)? @body) @definition.interface
(class_type_binding (class_type_name) @name body: (_)? @body) @definition.interface
(method_specification (method_name) @name) @definition.method

(comment) @comment

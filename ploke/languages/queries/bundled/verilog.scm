; Verilog and SystemVerilog.

(module_declaration (module_header (simple_identifier) @name)) @definition.class
(interface_declaration (interface_ansi_header (interface_identifier) @name)) @definition.interface
(interface_declaration (interface_nonansi_header (interface_identifier) @name)) @definition.interface
(package_declaration . (package_identifier) @name) @definition.module
(program_declaration (program_ansi_header (program_identifier) @name)) @definition.class
(class_declaration (class_identifier) @name) @definition.class
(function_declaration (function_body_declaration (function_identifier) @name)) @definition.function
(task_declaration (task_body_declaration (task_identifier) @name)) @definition.function
(class_constructor_declaration "function" . "new" @name) @definition.constructor
(interface_class_declaration (class_identifier) @name) @definition.interface
(type_declaration (simple_identifier) @name .) @definition.type
(text_macro_definition (text_macro_name (text_macro_identifier) @name)) @definition.macro

(tf_call . (simple_identifier) @name) @reference.call
(module_instantiation . (simple_identifier) @name) @reference.call
(class_declaration (class_type (class_identifier) @name @reference.implementation))
(class_declaration (class_type (class_identifier) @role.base))

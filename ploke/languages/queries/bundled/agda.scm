; Agda. A function is told by its signature.

(module (module_name) @name) @definition.module
(data (data_name) @name) @definition.enum
(data (function (lhs (function_name) @name)) @definition.enum_member)
(record (record_name) @name) @definition.struct
(signature (field_name) @name) @definition.field
(function (lhs (function_name) @name)) @definition.function

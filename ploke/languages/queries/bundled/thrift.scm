; Thrift.

(struct_definition type: (identifier) @name) @definition.struct
(exception_definition . (identifier) @name) @definition.struct
(union_definition type: (identifier) @name) @definition.union
(enum_definition type: (identifier) @name) @definition.enum
(enum_definition (identifier) @name @definition.enum_member)
(service_definition . type: (identifier) @name) @definition.interface
(function_definition (type) (identifier) @name) @definition.function
(typedef_definition (typedef_identifier) @name) @definition.type
(const_definition (identifier) @name) @definition.constant
(field (identifier) @name) @definition.field

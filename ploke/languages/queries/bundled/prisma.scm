; Prisma.

(model_block . (identifier) @name) @definition.class
(enum_block . (identifier) @name) @definition.enum
(key_value_block . (identifier) @name) @definition.resource
(model_field field_name: (identifier) @name) @definition.field
(enum_block "{" (identifier) @name @definition.enum_member)

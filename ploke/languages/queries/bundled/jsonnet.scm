; Jsonnet. What `local` binds and what follows stand in one node.

(local_bind . (local) . (bind) @inner) @group
(objlocal . (local) . (bind) @inner) @group
(bind function: (id) @name params: (_)? body: (_) @body) @definition.function
(bind . (id) @name . (anonymous_function body: (_) @body)) @definition.function
(bind . (id) @name) @definition.variable
(field function: (fieldname) @name (params)? . (_) @body .) @definition.function
(field . (fieldname) @name . (object) @body) @definition.field

(functioncall . (id) @name) @reference.call
(functioncall . (fieldaccess last: (id) @name)) @reference.call

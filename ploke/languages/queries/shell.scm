; What the grammar of shells calls things. The captures are explained in ploke/languages/__init__.py.

; Expressions: a command that is called by a plain word may be a function
(command_name . (word) @tokens .)
(simple_expansion (variable_name) @use)
(expansion (variable_name) @use)
(comment) @comment

; Definitions
(function_definition name: (_) @name body: (_) @body) @definition.function
((command name: (command_name (word) @_alias) argument: [(word) (concatenation)] @name.used) @definition.alias
  (#eq? @_alias "alias") (#match? @name.used "^[^-=\\s$][^=\\s]*="))
((command name: (command_name (word) @_test) . argument: [(string) (raw_string)] @name) @definition.test
  (#eq? @_test "@test"))
(program (variable_assignment name: (variable_name) @target) @declaration)
(declaration_command (variable_assignment name: (variable_name) @target)) @declaration
(declaration_command ["local" "declare" "typeset"] (variable_name) @target) @declaration
(declaration_command "export" (variable_name) @name) @export

; Names bound without being symbols
(for_statement variable: (variable_name) @local)

; Imports
((command name: (command_name (word) @_load) . argument: (_)) @import (#any-of? @_load "source" "."))

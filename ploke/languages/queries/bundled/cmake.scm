; CMake. Commands that make a target define it.

(function_def (function_command (argument_list . (argument) @name)) (body)? @body) @definition.function
(macro_def (macro_command (argument_list . (argument) @name)) (body)? @body) @definition.macro
((normal_command . (identifier) @_word . (argument_list . (argument) @name)) @definition.target
  (#not-match? @name "[$]")
  (#match? @_word "^[aA][dD][dD]_([lL][iI][bB][rR][aA][rR][yY]|[eE][xX][eE][cC][uU][tT][aA][bB][lL][eE]|[cC][uU][sS][tT][oO][mM]_[tT][aA][rR][gG][eE][tT])$"))
((normal_command . (identifier) @_word . (argument_list . (argument) @name)) @definition.module
  (#match? @_word "^[pP][rR][oO][jJ][eE][cC][tT]$"))
((source_file (normal_command . (identifier) @_word . (argument_list . (argument) @name)) @definition.variable)
  (#match? @_word "^([oO][pP][tT][iI][oO][nN]|[sS][eE][tT])$"))

(normal_command . (identifier) @name) @reference.call

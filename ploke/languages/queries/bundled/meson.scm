; Meson. Commands that make a target define it.

((normal_command command: (identifier) @_word . (variableunit . (string) @name .)) @definition.target
  (#any-of? @_word "library" "executable" "shared_library" "static_library" "both_libraries" "shared_module"
    "custom_target" "run_target" "jar"))
((normal_command command: (identifier) @_word . (variableunit . (string) @name .)) @definition.module
  (#eq? @_word "project"))
(source_file (operatorunit . (identifier) @name) @definition.variable)

(normal_command command: (identifier) @name) @reference.call

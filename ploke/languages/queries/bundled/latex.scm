; LaTeX: sections, and what commands and environments are made.

(part text: (curly_group (_)+ @name)) @definition.section
(chapter text: (curly_group (_)+ @name)) @definition.section
(section text: (curly_group (_)+ @name)) @definition.section
(subsection text: (curly_group (_)+ @name)) @definition.section
(subsubsection text: (curly_group (_)+ @name)) @definition.section
(paragraph text: (curly_group (_)+ @name)) @definition.section
(new_command_definition declaration: (_ command: (_) @name)) @definition.macro
(new_command_definition declaration: (command_name) @name) @definition.macro
(old_command_definition declaration: (command_name) @name) @definition.macro
(environment_definition name: (curly_group_text text: (_) @name)) @definition.macro
(theorem_definition name: (curly_group_text_list (_) @name)) @definition.macro

(label_reference names: (curly_group_label_list (label) @name @reference.label))
(generic_command command: (command_name) @name) @reference.call

; Kconfig. The help of an option is its documentation.

(config name: (name) @name) @definition.constant
(menuconfig name: (name) @name) @definition.constant
(menu name: (string) @name) @definition.section
(mainmenu name: (string) @name) @definition.section
(choice (input_prompt (string) @name)) @definition.section
(help_text (text) @doc.inner)

(dependencies (symbol) @name @reference.symbol)
(reverse_dependencies (name (symbol) @name @reference.symbol))

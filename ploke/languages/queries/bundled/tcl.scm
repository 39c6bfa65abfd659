; Tcl.

(procedure name: (_) @name body: (_) @body) @definition.function
((namespace (word_list . (simple_word) @_word . (_) @name . (braced_word) @body)) @definition.namespace
  (#eq? @_word "eval"))
((command name: (_) @_class arguments: (word_list . (simple_word) @_word . (_) @name (braced_word)? @body .))
  @definition.class
  (#match? @_class "class$|^snit::(type|widget)$")
  (#any-of? @_word "create"))
((command name: (_) @_class arguments: (word_list . (simple_word) @name . (braced_word) @body .)) @definition.class
  (#any-of? @_class "snit::type" "snit::widget" "snit::widgetadaptor" "itcl::class" "oo::class"))
((command name: (_) @_word arguments: (word_list . (_) @name . (_) . (braced_word) @body .)) @definition.method
  (#any-of? @_word "method" "typemethod" "classmethod" "public" "private"))
((command name: (_) @_word @name arguments: (word_list . (_) . (braced_word) @body .)) @definition.constructor
  (#eq? @_word "constructor"))
((command name: (_) @_word arguments: (word_list . (_) . (_) @name . (_) . (_) @body .)) @definition.method
  (#any-of? @_word "oo::define"))
((command name: (_) @_word arguments: (word_list . (_) @name . (_) @body .)) @definition.class
  (#any-of? @_word "oo::define" "oo::objdefine"))

((command name: (simple_word) @name) @reference.call
  (#not-match? @name "^(constructor|destructor|method|superclass|variable|return|mixin|oo::class)$"))
((command name: (_) @_word arguments: (word_list (braced_word) @ignore . (braced_word) .))
  (#any-of? @_word "method" "constructor" "typemethod" "classmethod"))
((command name: (_) @_word arguments: (word_list . (_) . (braced_word) @ignore)) (#eq? @_word "test"))

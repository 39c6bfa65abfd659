; Clojure. Everything is a list; its first word says what it defines.

((list_lit . (sym_lit) @_word . (sym_lit name: (sym_name) @name)) @definition.namespace
  (#any-of? @_word "ns" "in-ns"))
((list_lit . (sym_lit) @_word . (sym_lit name: (sym_name) @name)) @definition.function
  (#any-of? @_word "defn" "defn-" "defmulti" "definline" "s/defn" "schema.core/defn" ">defn" "mu/defn" "defn*"))
((list_lit . (sym_lit) @_word . (sym_lit name: (sym_name) @name)) @definition.test
  (#any-of? @_word "deftest" "defspec"))
((list_lit . (sym_lit) @_word . (sym_lit) @name) @definition.method
  (#eq? @_word "defmethod"))
((list_lit . (sym_lit) @_word . (sym_lit name: (sym_name) @name)) @definition.macro
  (#eq? @_word "defmacro"))
((list_lit . (sym_lit) @_word . (sym_lit name: (sym_name) @name)) @definition.interface
  (#any-of? @_word "defprotocol" "definterface"))
((list_lit . (sym_lit) @_word . (sym_lit name: (sym_name) @name)) @definition.class
  (#any-of? @_word "defrecord" "deftype" "gen-class" "defstruct"))
((list_lit . (sym_lit) @_word . (sym_lit name: (sym_name) @name)) @definition.constant
  (#any-of? @_word "def" "defonce" "s/def" "declare"))
((list_lit . (sym_lit) @_word . (sym_lit)
  (list_lit . (sym_lit) @name . (vec_lit)) @definition.method)
  (#any-of? @_word "defprotocol" "definterface" "defrecord" "deftype" "extend-type" "extend-protocol"))
((list_lit . (sym_lit) @_word . (sym_lit) . (str_lit) @doc.inner)
  (#match? @_word "def|^ns$"))
((list_lit . (sym_lit) @_word
  (list_lit . (sym_lit) . (vec_lit) . (str_lit) @doc.inner))
  (#eq? @_word "defprotocol"))

((list_lit . (sym_lit) @name) @reference.call
  (#match? @name "[a-z]")
  (#not-match? @name "^(ns|def.*|let|if|do|fn|loop|recur|quote|var|when|cond)$"))

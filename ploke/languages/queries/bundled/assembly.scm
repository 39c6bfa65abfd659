; Assembly: labels, but for those of a dot.

(label (ident) @name) @definition.function
(label (word) @name) @definition.function

((instruction kind: (word) @_word . (ident) @name) @reference.call
  (#match? @_word "^([cC][aA][lL][lL][lq]?|[bB][lL][xr]?|jalr?)$"))

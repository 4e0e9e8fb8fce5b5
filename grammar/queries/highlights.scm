; highlights.scm: colours for editors that use tree-sitter queries. A later pattern wins over an earlier one.

; ---- names ----
(identifier) @variable

((identifier) @constant
 (#match? @constant "^_*[A-Z][A-Z0-9_]+$"))

((identifier) @variable.builtin
 (#any-of? @variable.builtin "self" "cls" "super"))

((identifier) @constant.builtin
 (#any-of? @constant.builtin "NULL" "NotImplemented" "Ellipsis" "__name__" "__file__" "__debug__"))

(attribute attribute: (identifier) @property)
(keyword_argument name: (identifier) @variable.parameter)
(keyword_pattern name: (identifier) @property)
(class_option value: (identifier) @type)

(parameters (identifier) @variable.parameter)
(lambda_parameters (identifier) @variable.parameter)
(default_parameter name: (identifier) @variable.parameter)
(typed_parameter name: (identifier) @variable.parameter)
(splat_parameter name: (identifier) @variable.parameter)
(c_parameter declarator: (identifier) @variable.parameter)
(c_parameter declarator: (pointer_declarator declarator: (identifier) @variable.parameter))

; ---- functions and classes ----
(call function: (identifier) @function.call)
(call function: (attribute attribute: (identifier) @function.method.call))
(decorator expression: (identifier) @attribute)
(decorator expression: (attribute attribute: (identifier) @attribute))
(decorator expression: (call function: (identifier) @attribute))
(decorator expression: (call function: (attribute attribute: (identifier) @attribute)))
(decorator "@" @attribute)

(function_definition name: (identifier) @function)
(function_declarator declarator: (identifier) @function)
(property_definition name: (identifier) @property)
(class_definition name: (identifier) @type)
(c_class_definition name: (dotted_name (identifier) @type))
(struct_definition name: (identifier) @type)
(enum_definition name: (identifier) @type)
(enumerator name: (identifier) @constant)
(fused_definition name: (identifier) @type)
(cppclass_definition name: (identifier) @type)
(type_alias_statement name: (identifier) @type)
(type_parameter name: (identifier) @type)
(template_parameter name: (identifier) @type)
(define_statement name: (identifier) @constant)

((call function: (identifier) @function.builtin)
 (#any-of? @function.builtin
  "abs" "all" "any" "ascii" "bin" "callable" "chr" "compile" "delattr" "dir" "divmod" "enumerate" "eval" "exec"
  "filter" "format" "getattr" "globals" "hasattr" "hash" "help" "hex" "id" "input" "isinstance" "issubclass" "iter"
  "len" "locals" "map" "max" "min" "next" "oct" "open" "ord" "pow" "prange" "print" "range" "repr" "reversed" "round"
  "setattr" "sorted" "sum" "vars" "zip" "__import__"))

; ---- types ----
(c_declaration type: (identifier) @type)
(c_function_definition type: (identifier) @type)
(c_parameter type: (identifier) @type)
(ctypedef_statement type: (identifier) @type)
(ctypedef_statement declarator: (identifier) @type)
(cast type: (identifier) @type)
(new_expression type: (identifier) @type)
(type_expression type: (identifier) @type)
(qualified_type type: (identifier) @type)
(template_type base: (identifier) @type)
(memoryview_type element: (identifier) @type)
(nested_type name: (identifier) @type)
(tuple_type (identifier) @type)
(parenthesized_type (identifier) @type)
(sized_type (identifier) @type.builtin)
(fused_block (identifier) @type)
(type_word) @type.builtin
(type_qualifier) @keyword.modifier
(typed_parameter type: (identifier) @type)
(function_definition return_type: (identifier) @type)
(assignment type: (identifier) @type)

((identifier) @type.builtin
 (#any-of? @type.builtin
  "bint" "bool" "bytearray" "bytes" "char" "complex" "dict" "double" "float" "frozenset" "int" "list" "memoryview"
  "object" "Py_hash_t" "Py_ssize_t" "Py_UCS4" "Py_UNICODE" "set" "size_t" "slice" "ssize_t" "str" "tuple" "type"
  "unicode" "void"))

; ---- literals ----
[(integer) (float) (imaginary)] @number
[(none) (true) (false) (ellipsis)] @constant.builtin
[(string_start) (string_content) (string_end)] @string
(interpolation "{" @punctuation.special "}" @punctuation.special) @embedded
(type_conversion) @operator
(comment) @comment
(module . (expression_statement (string) @string.documentation))
(class_definition body: (block . (expression_statement (string) @string.documentation)))
(function_definition body: (block . (expression_statement (string) @string.documentation)))
(include_statement path: (string) @string.special)
(extern_block header: (string) @string.special)

; ---- keywords ----
[
  "as" "assert" "await" "del" "exec" "global" "in" "is" "lambda" "nonlocal" "not" "not in" "is not" "and" "or"
  "print" "with" "from" "by" "namespace" "gil" "DEF" "IF" "ELIF" "ELSE"
] @keyword
["async" "yield"] @keyword.coroutine
["if" "elif" "else" "match" "case"] @keyword.conditional
["for" "while"] @keyword.repeat
[(break_statement) (continue_statement)] @keyword.repeat
["return"] @keyword.return
["try" "except" "finally" "raise"] @keyword.exception
["import" "cimport" "include"] @keyword.import
["def"] @keyword.function
["class" "type" "struct" "union" "enum" "fused" "cppclass" "packed" "property" "cdef" "cpdef" "ctypedef"] @keyword.type
["public" "readonly" "extern" "api" "inline"] @keyword.modifier
[(nogil) (with_gil) (noexcept) (except_any)] @keyword.modifier
["sizeof" "new" "operator"] @keyword.operator
[(pass_statement) (none_policy) (stray_keyword)] @keyword

; ---- punctuation and operators ----
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
["," ":" "." ";"] @punctuation.delimiter
[
  "+" "-" "*" "/" "//" "%" "@" "**" "|" "^" "&" "<<" ">>" "~" "<" "<=" "==" "!=" ">=" ">" "=" ":=" "->"
  "+=" "-=" "*=" "/=" "//=" "%=" "@=" "**=" "|=" "^=" "&=" "<<=" ">>=" "?"
] @operator

; ---- mistakes that parse ----
[(string_unterminated) (missing_block) (missing_colon) (unexpected_indent) (bad_dedent) (bad_tabs)] @error

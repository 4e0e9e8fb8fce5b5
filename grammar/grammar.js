/**
 * grammar.js: the concrete syntax of the Cython language (Python 3.13 plus C types), for tree-sitter.
 *
 * First stage of the compiler: bytes -> concrete tree. `tree-sitter generate --abi 14` turns this file into
 * src/parser.c; scanner.c supplies what a context-free lexer cannot: line structure, strings, soft keywords.
 *
 * Rules of the house here:
 *   1. One grammar reads .py, .pyx, .pxd and .pxi. Words that are keywords only in some places are decided by the
 *      scanner's lookahead (`match`, `type`, `cdef`, `sizeof`, ...) or are valid only where no name can stand
 *      (`by`, `nogil`, `api`, ...), so that each stays an ordinary name elsewhere. There is no GLR conflict.
 *   2. The grammar accepts a little more than the language where the reader can then say what is wrong
 *      better than a parser could: any expression as an assignment target, `print x`, a missing colon or block.
 *   3. Names of nodes and fields are stable; README.md lists them with an example each.
 *
 * Sources: Python language reference 3.13 (full grammar specification; PEP 634, 646, 654, 695, 696, 701),
 * Cython language reference 3.3.
 */

const PREC = {
  lambda: -2,
  conditional: -1,
  or: 10,
  and: 11,
  not: 12,
  compare: 13,
  chain: 14,
  bit_or: 15,
  bit_xor: 16,
  bit_and: 17,
  shift: 18,
  plus: 19,
  times: 20,
  unary: 21,
  power: 22,
  await: 23,
  call: 24,
};

const sep1 = (rule, sep) => seq(rule, repeat(seq(sep, rule)));
const commas1 = (rule) => seq(rule, repeat(seq(',', rule)), optional(','));
const commas = (rule) => optional(commas1(rule));

// Every closing bracket is one token, and so is every colon of a header: contexts that differ only in them share
// their states. The scanner matches brackets, and makes a token of width zero where one is missing.
const round = ($) => alias($._close, ')');
const square = ($) => alias($._close, ']');
const curly = ($) => alias($._close, '}');
const colon = ($) => alias($._header_colon, ':');

const maybe = (part, rest) => choice(seq(part, rest), rest);

module.exports = grammar({
  name: 'krait',

  extras: $ => [
    /[ \t\r\n\f]/,
    /\\\r?\n/,
    /\\\r/,
    $.comment,
    $.unexpected_indent,
    $.bad_dedent,
    $.bad_tabs,
  ],

  word: $ => $.identifier,

  // The order is that of `enum TokenType` in src/scanner.c.
  externals: $ => [
    $._newline,
    $._indent,
    $._dedent,
    $.string_start,
    $.string_content,
    $.string_end,
    $.string_unterminated,
    $._format_content,
    // errors that have a shape: the reader reports them
    $.unexpected_indent,
    $.bad_dedent,
    $.bad_tabs,
    $.missing_block,
    $.missing_colon, // where the line may end as well: before the block
    // soft keywords, at the start of a statement
    $._kw_match,
    $._kw_type,
    $._kw_print,
    $._kw_exec,
    $._kw_cdef,
    $._kw_cpdef,
    $._kw_ctypedef,
    $._kw_cimport,
    $._kw_include,
    $._kw_DEF,
    $._kw_IF,
    $._kw_property,
    // soft keywords, in expressions and types
    $._kw_sizeof,
    $._kw_new,
    $._kw_operator,
    $._format_colon, // of a replacement field: not that of `:=`
    $.type_word,
    $._qualifier,
    $._type_start,
    // brackets, so that the scanner knows where a line may not end
    '(',
    '[',
    '{',
    $._close,
    $._header_colon,
    $.comment, // on a line of its own
    $._kw_stray,
    // never made: valid where the clause is, so that the scanner knows a stray one
    $._else_mark,
    $._elif_mark,
    $._except_mark,
    $._finally_mark,
    $._name_mark, // never made: in brackets, a name may begin here
    $._give_up, // in no rule: the rest of a file with too many errors
    $._recovery, // in no rule: valid only while tree-sitter recovers from an error
  ],

  inline: $ => [
    $._simple_statement,
    $._compound_statement,
    $._expressions,
    $._named,
    $._subscript_item,
    $._name_type,
    $._head_type,
    $._c_declarators,
    $._c_untyped_declarators,
    $._init_declarator,
    $._c_definition,
    $._argument,
    $._right_side,
    $._parameter,
    $._default,
    $._star_item,
    $._list_item,
    $._comprehension_item,
    $._targets,
    $._comparison,
  ],

  conflicts: $ => [],

  rules: {
    module: $ => repeat($._statement),

    _statement: $ => choice($._simple_statements, $._compound_statement),

    // ---------------------------------------------------------------- simple statements

    _simple_statements: $ => seq(sep1($._simple_statement, ';'), optional(';'), $._newline),

    _simple_statement: $ => choice(
      $.expression_statement,
      $.assignment,
      $.augmented_assignment,
      $.return_statement,
      $.pass_statement,
      $.break_statement,
      $.continue_statement,
      $.delete_statement,
      $.raise_statement,
      $.assert_statement,
      $.import_statement,
      $.import_from_statement,
      $.global_statement,
      $.nonlocal_statement,
      $.type_alias_statement,
      $.print_statement,
      $.exec_statement,
      $.cimport_statement,
      $.cimport_from_statement,
      $.include_statement,
      $.define_statement,
    ),

    expression_statement: $ => choice($._expressions, $.yield, $.named_expression),

    _expressions: $ => choice($._expression, $.expression_list, $.list_splat),

    expression_list: $ => prec.right(seq(
      $._star_item,
      choice(',', seq(repeat1(seq(',', $._star_item)), optional(','))),
    )),

    _star_item: $ => choice($._expression, $.list_splat),

    assignment: $ => seq(
      field('left', $._expressions),
      choice(
        seq('=', field('right', $._right_side)),
        seq(':', field('type', $._expression)),
        seq(':', field('type', $._expression), '=', field('right', $._right_side)),
      ),
    ),

    _right_side: $ => choice($._expressions, $.assignment, $.yield),

    augmented_assignment: $ => seq(
      field('left', $._expressions),
      field('operator', choice(
        '+=', '-=', '*=', '/=', '//=', '%=', '@=', '**=', '>>=', '<<=', '&=', '^=', '|=',
      )),
      field('right', choice($._expressions, $.yield)),
    ),

    return_statement: $ => seq('return', optional(field('value', $._expressions))),
    pass_statement: _ => 'pass',
    break_statement: _ => 'break',
    continue_statement: _ => 'continue',
    delete_statement: $ => seq('del', field('target', $._expressions)),
    raise_statement: $ => seq(
      'raise',
      optional(seq(
        field('exception', $._expressions),
        optional(seq('from', field('cause', $._expression))),
      )),
    ),
    assert_statement: $ => seq(
      'assert',
      field('test', $._expression),
      optional(seq(',', field('message', $._expression))),
    ),
    global_statement: $ => seq('global', sep1($.identifier, ',')),
    nonlocal_statement: $ => seq('nonlocal', sep1($.identifier, ',')),

    type_alias_statement: $ => seq(
      alias($._kw_type, 'type'),
      field('name', $.identifier),
      optional(field('type_parameters', $.type_parameters)),
      '=',
      field('value', $._expression),
    ),

    // Python 2: never valid, read so that the message can be good.
    print_statement: $ => seq(alias($._kw_print, 'print'), commas1($._expression)),
    exec_statement: $ => seq(
      alias($._kw_exec, 'exec'),
      $._expression,
      optional(seq(',', $._expression)),
    ),

    import_statement: $ => seq('import', sep1(field('name', $._import_name), ',')),
    import_from_statement: $ => seq(
      'from',
      field('module', $._import_module),
      'import',
      $._import_list,
    ),
    cimport_statement: $ => seq(
      alias($._kw_cimport, 'cimport'),
      sep1(field('name', $._import_name), ','),
    ),
    cimport_from_statement: $ => seq(
      'from',
      field('module', $._import_module),
      'cimport',
      $._import_list,
    ),
    _import_module: $ => choice($.dotted_name, $.relative_import),
    _import_list: $ => choice(
      $.wildcard_import,
      commas1(field('name', $._import_name)),
      seq(
        '(', commas1(choice(field('name', $._import_name), $._name_mark)), round($),
      ),
    ),
    _import_name: $ => choice($.dotted_name, $.aliased_import),
    wildcard_import: _ => '*',
    relative_import: $ => seq($.import_prefix, optional($.dotted_name)),
    import_prefix: _ => repeat1(choice('.', '...')),
    aliased_import: $ => seq(field('name', $.dotted_name), 'as', field('alias', $.identifier)),
    dotted_name: $ => prec.right(sep1($.identifier, '.')),

    include_statement: $ => seq(alias($._kw_include, 'include'), field('path', $.string)),
    define_statement: $ => seq(
      alias($._kw_DEF, 'DEF'),
      field('name', $.identifier),
      '=',
      field('value', $._expressions),
    ),

    // ---------------------------------------------------------------- compound statements

    _compound_statement: $ => choice(
      $.if_statement,
      $.while_statement,
      $.for_statement,
      $.for_from_statement,
      $.try_statement,
      $.with_statement,
      $.match_statement,
      $.function_definition,
      $.class_definition,
      $.decorated_definition,
      $.compile_time_if,
      $.property_definition,
      $.stray_clause,
      $.cdef_statement,
      $.ctypedef_statement,
    ),

    block: $ => choice(
      $._simple_statements,
      seq($._newline, $._indent, repeat1($._statement), $._dedent),
      seq($._newline, $.missing_block),
    ),

    _no_colon_block: $ => seq($._newline, $.missing_colon, $._indent, repeat1($._statement), $._dedent),
    _no_colon_c_block: $ => seq($._newline, $.missing_colon, $._indent, repeat1($._c_statement), $._dedent),

    if_statement: $ => seq(
      'if', field('condition', $._named), colon($), field('consequence', $.block),
      repeat(field('alternative', $.elif_clause)),
      optional(field('alternative', $.else_clause)),
    ),
    elif_clause: $ => seq(
      choice('elif', $._elif_mark), field('condition', $._named), colon($), field('consequence', $.block),
    ),
    else_clause: $ => seq(
      choice('else', $._else_mark), colon($), field('body', $.block),
    ),

    while_statement: $ => seq(
      'while', field('condition', $._named), colon($), field('body', $.block),
      optional(field('alternative', $.else_clause)),
    ),

    for_statement: $ => seq(
      optional(field('async', 'async')),
      'for', field('left', $._targets), 'in', field('right', $._expressions), colon($),
      field('body', $.block),
      optional(field('alternative', $.else_clause)),
    ),

    // for i from 0 <= i < n by 2:     for 0 <= i < n:
    for_from_statement: $ => seq(
      'for', $._bounds, colon($),
      field('body', $.block),
      optional(field('alternative', $.else_clause)),
    ),
    _bounds: $ => seq(
      optional(seq(field('target', $._target), 'from')),
      field('start', $._bound), field('relation1', $._relation),
      field('variable', $.identifier), field('relation2', $._relation),
      field('stop', $._bound),
      optional(seq('by', field('step', $._expression))),
    ),
    _bound: $ => prec(PREC.chain, $._expression),
    _relation: _ => choice('<', '<=', '>', '>='),

    _targets: $ => choice($._target, alias($._target_list, $.expression_list)),
    _target_list: $ => seq($._target, choice(',', seq(repeat1(seq(',', $._target)), optional(',')))),
    _target: $ => prec(PREC.chain, choice($._expression, alias($._target_splat, $.list_splat))),
    _target_splat: $ => prec(PREC.chain, seq('*', field('argument', $._expression))),

    try_statement: $ => seq(
      'try', colon($), field('body', $.block),
      repeat(choice($.except_clause, $.except_group_clause)),
      optional($.else_clause),
      optional($.finally_clause),
    ),
    except_clause: $ => seq(
      choice('except', $._except_mark), optional($._except_type), colon($), field('body', $.block),
    ),
    except_group_clause: $ => seq('except', '*', $._except_type, colon($), field('body', $.block)),
    _except_type: $ => seq(
      field('type', choice($._expression, alias($._except_list, $.expression_list))),
      optional(seq('as', field('name', $._expression))),
    ),
    _except_list: $ => seq($._expression, repeat1(seq(',', $._expression))),
    finally_clause: $ => seq(choice('finally', $._finally_mark), colon($), field('body', $.block)),

    // `else`, `elif`, `except` or `finally` with nothing before it that it could belong to
    stray_clause: $ => seq(
      field('keyword', alias($._kw_stray, $.stray_keyword)), optional($._except_type), colon($), field('body', $.block),
    ),

    with_statement: $ => seq(
      optional(field('async', 'async')),
      'with', commas1($.with_item), colon($), field('body', $.block),
    ),
    with_item: $ => seq(field('value', $._expression), optional(seq('as', field('alias', $._target)))),

    function_definition: $ => seq(
      $._def_head,
      field('name', $.identifier),
      optional(field('type_parameters', $.type_parameters)),
      field('parameters', $.parameters),
      $._def_tail,
    ),
    _def_head: _ => seq(optional(field('async', 'async')), 'def'),
    _def_tail: $ => seq(
      optional(seq('->', field('return_type', $._expression))), colon($), field('body', $.block),
    ),

    class_definition: $ => seq(
      'class',
      field('name', $.identifier),
      optional(field('type_parameters', $.type_parameters)),
      optional(field('superclasses', $.argument_list)),
      colon($),
      field('body', $.block),
    ),

    decorated_definition: $ => seq(
      repeat1($.decorator),
      field('definition', choice(
        $.function_definition, $.class_definition, $.cdef_statement, $.ctypedef_statement,
      )),
    ),
    decorator: $ => seq('@', field('expression', $._named), $._newline),

    type_parameters: $ => seq('[', commas1(choice($.type_parameter, $._name_mark)), square($)),
    type_parameter: $ => seq(
      optional(field('kind', choice('*', '**'))),
      field('name', $.identifier),
      optional(seq(':', field('bound', $._expression))),
      optional(seq('=', field('default', $._star_item))),
    ),

    // ---------------------------------------------------------------- parameters, of def and of C functions

    parameters: $ => seq(
      '(', commas($._parameter), round($),
    ),
    _parameter: $ => choice(
      $.identifier,
      $.default_parameter,
      $.typed_parameter,
      $.splat_parameter,
      $.positional_separator,
      $.c_parameter,
      $.c_varargs,
    ),
    default_parameter: $ => seq(field('name', $.identifier), '=', field('value', $._default)),
    typed_parameter: $ => seq(
      field('name', $.identifier),
      ':',
      field('type', $._expression),
      optional(seq('=', field('value', $._default))),
    ),
    // `*` alone has no name
    splat_parameter: $ => prec(-1, seq(
      field('kind', choice('*', '**')),
      optional(seq(
        field('name', $.identifier),
        optional(seq(':', field('type', $._star_item))),
      )),
    )),
    positional_separator: _ => '/',
    c_varargs: _ => '...',
    _default: $ => choice($._expression, $.optional_default),
    optional_default: _ => choice('*', '?'),

    c_parameter: $ => seq(
      choice(
        seq(
          field('type', $._c_type),
          field('declarator', choice($._declarator, alias($._abstract_function, $.function_declarator))),
        ),
        field('type', $._compound_type),
        seq(field('declarator', $.identifier), field('none', $.none_policy)),
      ),
      optional(field('none', $.none_policy)),
      optional(seq(':', field('annotation', $._expression))),
      optional(seq('=', field('default', $._default))),
    ),
    none_policy: $ => seq(choice('not', 'or'), $.none),

    lambda: $ => prec(PREC.lambda, seq(
      'lambda',
      optional(field('parameters', $.lambda_parameters)),
      ':',
      field('body', $._expression),
    )),
    lambda_parameters: $ => commas1(choice(
      $.identifier,
      $.default_parameter,
      alias($._lambda_splat, $.splat_parameter),
      $.positional_separator,
      alias($._lambda_c_parameter, $.c_parameter),
    )),
    _lambda_c_parameter: $ => seq(
      field('type', $._c_type), field('declarator', $._declarator),
      optional(seq('=', field('default', $._expression))),
    ),
    _lambda_splat: $ => seq(field('kind', choice('*', '**')), optional(field('name', $.identifier))),

    // ---------------------------------------------------------------- match

    match_statement: $ => seq(
      alias($._kw_match, 'match'),
      field('subject', choice($._named, $.list_splat, alias($._subjects, $.expression_list))),
      colon($),
      field('body', alias($._match_block, $.block)),
    ),
    _subjects: $ => seq($._list_item, choice(',', seq(repeat1(seq(',', $._list_item)), optional(',')))),
    _match_block: $ => choice(
      seq($._newline, $._indent, repeat1($.case_clause), $._dedent),
      seq($._newline, $.missing_block),
    ),
    case_clause: $ => seq(
      'case',
      field('pattern', choice($._pattern, $.splat_pattern, alias($._open_sequence, $.tuple_pattern))),
      optional(field('guard', $.if_clause)),
      colon($),
      field('body', $.block),
    ),
    _open_sequence: $ => seq(
      $._star_pattern, choice(',', seq(repeat1(seq(',', $._star_pattern)), optional(','))),
    ),
    _star_pattern: $ => choice($._pattern, $.splat_pattern),
    _pattern: $ => choice($.as_pattern, $.union_pattern, $._closed_pattern),
    as_pattern: $ => seq(
      field('pattern', choice($.union_pattern, $._closed_pattern)), 'as', field('name', $.identifier),
    ),
    union_pattern: $ => seq($._closed_pattern, repeat1(seq('|', $._closed_pattern))),
    _closed_pattern: $ => choice(
      $._literal_pattern,
      $.identifier,
      $.value_pattern,
      $.class_pattern,
      $.list_pattern,
      $.tuple_pattern,
      $.group_pattern,
      $.dict_pattern,
    ),
    _literal_pattern: $ => choice(
      $.integer, $.float, $.imaginary, $.string, $.concatenated_string, $.none, $.true, $.false,
      $.signed_pattern, $.complex_pattern,
    ),
    _number: $ => choice($.integer, $.float, $.imaginary),
    signed_pattern: $ => prec(1, seq(choice('-', '+'), $._number)),
    complex_pattern: $ => seq(
      field('real', choice($._number, $.signed_pattern)),
      field('operator', choice('+', '-')),
      field('imaginary', choice($._number, $.signed_pattern)),
    ),
    value_pattern: $ => seq($.identifier, repeat1(seq('.', $.identifier))),
    class_pattern: $ => seq(
      field('class', choice($.identifier, $.value_pattern)),
      '(', commas(choice($._pattern, $.keyword_pattern)), round($),
    ),
    keyword_pattern: $ => seq(field('name', $.identifier), '=', field('pattern', $._pattern)),
    splat_pattern: $ => seq('*', field('name', $.identifier)),
    list_pattern: $ => seq('[', commas($._star_pattern), square($)),
    tuple_pattern: $ => choice(
      seq('(', round($)),
      seq('(', $._open_sequence, round($)),
      seq('(', $.splat_pattern, round($)),
    ),
    group_pattern: $ => seq('(', $._pattern, round($)),
    dict_pattern: $ => seq('{', commas(choice($.pair_pattern, $.rest_pattern)), curly($)),
    pair_pattern: $ => seq(
      field('key', choice($._literal_pattern, $.value_pattern, $.identifier)), ':', field('pattern', $._pattern),
    ),
    rest_pattern: $ => seq('**', field('name', $.identifier)),

    // ---------------------------------------------------------------- expressions

    _named: $ => choice($._expression, $.named_expression),
    named_expression: $ => seq(field('name', $._expression), ':=', field('value', $._expression)),

    // One level for all: precedence does the rest. `1 + not x` is read, and rejected by the reader.
    _expression: $ => choice(
      $.not_operator,
      $.boolean_operator,
      $.comparison_operator,
      $.lambda,
      $.conditional_expression,
      $.binary_operator,
      $.unary_operator,
      $.await,
      $.cast,
      $.address_of,
      $._primary,
    ),
    _primary: $ => choice(
      $.identifier,
      $.attribute,
      $.subscript,
      $.call,
      $.integer,
      $.float,
      $.imaginary,
      $.string,
      $.concatenated_string,
      $.none,
      $.true,
      $.false,
      $.ellipsis,
      $.tuple,
      $.parenthesized_expression,
      $.generator_expression,
      $.list,
      $.list_comprehension,
      $.set,
      $.set_comprehension,
      $.dictionary,
      $.dictionary_comprehension,
      $.sizeof_expression,
      $.new_expression,
      $.backquote,
      alias($._soft_async, $.identifier),
      alias($._soft_as, $.identifier),
    ),
    // `async` and `await` were names once; Cython keeps them so where no keyword can be meant
    _soft_async: _ => prec(-10, choice('async', 'await')),
    _soft_as: _ => prec(-10, 'as'), // a name as well, for Cython: numpy's struct of dates has a member of that name
    backquote: $ => seq('`', field('argument', $._expressions), '`'),

    not_operator: $ => prec(PREC.not, seq('not', field('argument', $._expression))),
    boolean_operator: $ => choice(
      prec.left(PREC.and, seq(field('left', $._expression), field('operator', 'and'), field('right', $._expression))),
      prec.left(PREC.or, seq(field('left', $._expression), field('operator', 'or'), field('right', $._expression))),
    ),
    comparison_operator: $ => prec.left(PREC.compare, seq($._expression, $._comparisons)),
    // one flat chain: going on with it binds tighter than ending it
    _comparisons: $ => choice(
      prec.left(PREC.compare, seq(field('operator', $._comparison), $._expression)),
      prec.left(PREC.chain, seq($._comparisons, field('operator', $._comparison), $._expression)),
    ),
    _comparison: $ => choice(
      '<', '<=', '==', '!=', '>=', '>', '<>', 'in', 'is',
      alias($._not_in, 'not in'), alias($._is_not, 'is not'),
    ),
    _not_in: _ => prec(PREC.chain, seq('not', 'in')),
    _is_not: _ => prec(PREC.chain, seq('is', 'not')),

    conditional_expression: $ => prec.right(PREC.conditional, seq(
      field('body', $._expression),
      'if', field('condition', $._expression),
      'else', field('alternative', $._expression),
    )),

    binary_operator: $ => choice(
      ...[
        ['|', PREC.bit_or], ['^', PREC.bit_xor], ['&', PREC.bit_and],
        ['<<', PREC.shift], ['>>', PREC.shift],
        ['+', PREC.plus], ['-', PREC.plus],
        ['*', PREC.times], ['@', PREC.times], ['/', PREC.times], ['%', PREC.times], ['//', PREC.times],
      ].map(([op, p]) => prec.left(p, seq(
        field('left', $._expression), field('operator', op), field('right', $._expression),
      ))),
      prec.right(PREC.power, seq(
        field('left', $._expression), field('operator', '**'), field('right', $._expression),
      )),
    ),
    unary_operator: $ => prec(PREC.unary, seq(
      field('operator', choice('+', '-', '~')), field('argument', $._expression),
    )),
    // what else follows is said of a variable of that name: `await + 1`
    await: $ => prec(PREC.await, seq('await', field('argument', $._primary))),

    yield: $ => seq('yield', choice(
      seq('from', field('from', $._expression)),
      optional(field('value', $._expressions)),
    )),

    attribute: $ => prec(PREC.call, seq(
      field('object', $._primary), '.', field('attribute', choice($.identifier, alias($._soft_as, $.identifier))),
    )),
    subscript: $ => prec(PREC.call, seq(
      field('value', $._primary), '[', commas1(field('subscript', $._subscript_item)), square($),
    )),
    _subscript_item: $ => choice($._named, $.list_splat, $.slice, $.type_expression),
    slice: $ => seq(
      optional(field('start', $._expression)), ':', optional(field('stop', $._expression)),
      optional(seq(':', optional(field('step', $._expression)))),
    ),

    call: $ => prec(PREC.call, seq(
      field('function', $._primary),
      field('arguments', choice($.argument_list, $.generator_expression)),
    )),
    argument_list: $ => seq('(', commas($._argument), round($)),
    _argument: $ => choice($._named, $.keyword_argument, $.list_splat, $.dictionary_splat),
    keyword_argument: $ => seq(field('name', $.identifier), '=', field('value', $._expression)),
    list_splat: $ => prec(PREC.lambda, seq('*', field('argument', $._expression))),
    dictionary_splat: $ => seq('**', field('argument', $._expression)),

    // A with_item inside: `with (a as b, c as d):`; elsewhere the reader rejects it.
    tuple: $ => choice(
      seq('(', round($)),
      seq('(', $._tuple_item, ',', optional(commas1($._tuple_item)), round($)),
    ),
    _tuple_item: $ => choice($._named, $.list_splat, alias($._as_item, $.with_item)),
    _as_item: $ => seq(field('value', $._expression), 'as', field('alias', $._target)),
    parenthesized_expression: $ => seq('(', choice($._tuple_item, $.yield), round($)),
    generator_expression: $ => seq('(', field('body', $._comprehension_item), $._clauses, round($)),
    list: $ => seq('[', commas($._list_item), square($)),
    list_comprehension: $ => seq('[', field('body', $._comprehension_item), $._clauses, square($)),
    set: $ => seq('{', commas1($._list_item), curly($)),
    set_comprehension: $ => seq('{', field('body', $._comprehension_item), $._clauses, curly($)),
    _list_item: $ => choice($._named, $.list_splat),
    _comprehension_item: $ => choice($._named, $.list_splat),
    dictionary: $ => seq('{', commas(choice($.pair, $.dictionary_splat)), curly($)),
    dictionary_comprehension: $ => seq('{', field('body', choice($.pair, $.dictionary_splat)), $._clauses, curly($)),
    pair: $ => seq(field('key', $._expression), ':', field('value', $._expression)),
    _clauses: $ => seq(
      choice($.for_in_clause, $.for_from_clause),
      repeat(choice($.for_in_clause, $.for_from_clause, $.if_clause)),
    ),
    for_from_clause: $ => seq('for', $._bounds),
    // what follows `in` and `if` is a disjunction: no bare conditional expression
    for_in_clause: $ => prec.left(seq(
      optional(field('async', 'async')), 'for', field('left', $._targets), 'in', field('right', $._expression),
    )),
    if_clause: $ => seq('if', field('condition', $._named)),

    // C expressions
    cast: $ => prec(PREC.unary, seq(
      '<', field('type', $._c_type), optional(field('declarator', $._declarator)),
      optional(field('checked', '?')), '>', field('argument', $._expression),
    )),
    address_of: $ => prec(PREC.unary, seq('&', field('argument', $._expression))),
    sizeof_expression: $ => seq(
      alias($._kw_sizeof, 'sizeof'), '(', field('argument', choice($._expression, $.type_expression)), round($),
    ),
    new_expression: $ => seq(
      alias($._kw_new, 'new'), field('type', $._c_type), field('arguments', $.argument_list),
    ),
    type_expression: $ => seq(
      $._type_start, field('type', $._c_type),
      optional(field('declarator', choice($._declarator, alias($._abstract_function, $.function_declarator)))),
    ),
    // the `(double) noexcept` of `function[int(double) noexcept]`, the `()` of `int f(int ())`
    _abstract_function: $ => prec.right(seq(field('parameters', $.parameters), repeat($._function_suffix))),

    // ---------------------------------------------------------------- atoms

    identifier: _ => /[A-Za-z_\u0080-\u{10ffff}][A-Za-z0-9_\u0080-\u{10ffff}]*/u,
    none: _ => 'None',
    true: _ => 'True',
    false: _ => 'False',
    ellipsis: _ => '...',
    comment: _ => /#[^\r\n]*/,

    // Digits of a wrong base are read here and reported by the reader. Suffixes are C's.
    integer: _ => token(seq(
      choice(/0[xX][0-9a-fA-F_]+/, /0[oO][0-9_]+/, /0[bB][0-9_]+/, /[0-9][0-9_]*/),
      optional(/[uU][lL]{0,2}|[lL]{1,2}[uU]?/),
    )),
    float: _ => {
      const digits = /[0-9][0-9_]*/;
      const exponent = /[eE][+-]?[0-9][0-9_]*/;
      return token(choice(
        seq(digits, '.', optional(digits), optional(exponent)),
        seq('.', digits, optional(exponent)),
        seq(digits, exponent),
      ));
    },
    imaginary: _ => /([0-9][0-9_]*\.?([0-9][0-9_]*)?|\.[0-9][0-9_]*)([eE][+-]?[0-9][0-9_]*)?[jJ]/,

    concatenated_string: $ => prec.right(seq($.string, repeat1($.string))),
    string: $ => seq(
      $.string_start,
      repeat(choice($.string_content, $.interpolation)),
      choice($.string_end, $.string_unterminated),
    ),
    interpolation: $ => seq(
      '{',
      field('expression', choice($._expressions, $.yield)),
      optional(field('debug', '=')),
      optional(field('type_conversion', $.type_conversion)),
      optional(field('format_specifier', $.format_specifier)),
      curly($),
    ),
    type_conversion: _ => /![ \t]*[A-Za-z_0-9]*/,
    format_specifier: $ => seq(
      alias($._format_colon, ':'), repeat(choice(alias($._format_content, $.string_content), $.interpolation)),
    ),

    // ---------------------------------------------------------------- C types and declarators

    _c_type: $ => choice($.identifier, $._compound_type),
    // the same, inlined: after `cdef f` a bracket may open parameters, so that f is no type
    _head_type: $ => choice($.identifier, $._compound_type),
    _compound_type: $ => choice(
      $.sized_type,
      $.qualified_type,
      $.nested_type,
      $.template_type,
      $.memoryview_type,
      $.tuple_type,
      $.parenthesized_type,
    ),
    // unsigned long int, long double, double complex
    sized_type: $ => seq(repeat1($.type_word), $.identifier),
    qualified_type: $ => prec.right(-1, seq(
      repeat1(alias($._qualifier, $.type_qualifier)), field('type', $._c_type),
    )),
    _name_type: $ => choice($.identifier, $.nested_type, $.template_type, $.tuple_type, $.parenthesized_type),
    // libc.math.double_t, vector[int].iterator
    nested_type: $ => prec(PREC.call, seq(field('scope', $._name_type), '.', field('name', $.identifier))),
    template_type: $ => prec(PREC.call, seq(
      field('base', choice($._name_type, $.sized_type)),
      '[', commas(choice($._named, $.keyword_argument, $.type_expression, $.keyword_type)), square($),
    )),
    keyword_type: $ => seq(field('name', $.identifier), '=', field('value', $.type_expression)),
    memoryview_type: $ => prec(PREC.call, seq(
      field('element', choice($._name_type, $.sized_type)), '[', commas1(field('axis', $.slice)), square($),
    )),
    tuple_type: $ => seq('(', $._abstract_type, ',', optional(commas1($._abstract_type)), round($)),
    parenthesized_type: $ => seq('(', $._abstract_type, round($)),
    _abstract_type: $ => choice(
      $._c_type,
      alias($._pointed_type, $.type_expression),
    ),
    _pointed_type: $ => seq(field('type', $._c_type), field('declarator', $._declarator)),

    // Declarators, named or abstract: the innermost name may be absent.
    _declarator: $ => choice(
      $.identifier,
      alias($._soft_as, $.identifier),
      $.cname_declarator,
      $.operator_name,
      $.pointer_declarator,
      $.reference_declarator,
      $.array_declarator,
      $.function_declarator,
      $.parenthesized_declarator,
      $.convention_declarator,
    ),
    cname_declarator: $ => seq(field('name', $.identifier), field('c_name', $.string)),
    operator_name: $ => seq(
      alias($._kw_operator, 'operator'),
      field('operator', choice(
        '+', '-', '*', '/', '%', '++', '--', '~', '|', '&', '^', '<<', '>>', ',', '==', '!=', '>=', '>', '<=', '<',
        '!', '=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=', '&&', '||',
        alias($._empty_brackets, '[]'), alias($._empty_parens, '()'), $.identifier,
      )),
    ),
    _empty_brackets: $ => seq('[', square($)),
    _empty_parens: $ => seq('(', round($)),
    pointer_declarator: $ => prec.right(seq(
      choice('*', '**'),
      repeat(alias(choice('const', 'volatile', 'restrict'), $.type_qualifier)),
      optional(field('declarator', $._declarator)),
    )),
    reference_declarator: $ => prec.right(seq(choice('&', '&&'), optional(field('declarator', $._declarator)))),
    array_declarator: $ => prec(1, seq(
      field('declarator', $._declarator), '[', optional(field('size', $._expressions)), square($),
    )),
    function_declarator: $ => prec.right(1, seq(
      field('declarator', $._declarator),
      field('parameters', $.parameters),
      repeat($._function_suffix),
    )),
    _function_suffix: $ => choice(
      $.nogil,
      $.with_gil,
      field('exceptions', $._exception_spec),
      alias('const', $.type_qualifier),
    ),
    nogil: _ => 'nogil',
    with_gil: _ => seq('with', 'gil'),
    _exception_spec: $ => choice(
      $.except_value, $.except_check, $.except_any, $.except_cpp, $.noexcept,
    ),
    except_value: $ => seq('except', field('value', $._expression)),
    except_check: $ => seq('except', '?', field('value', $._expression)),
    except_any: _ => seq('except', '*'),
    except_cpp: $ => prec.right(1, seq('except', '+', optional(field('handler', choice($.identifier, '*'))))),
    noexcept: _ => 'noexcept',
    parenthesized_declarator: $ => seq(
      '(', field('declarator', choice($.pointer_declarator, $.reference_declarator, $.convention_declarator)), round($),
    ),
    convention_declarator: $ => prec(2, seq(
      field('convention', $._convention), field('declarator', $._declarator),
    )),
    _convention: _ => choice('__stdcall', '__cdecl', '__fastcall'),

    // ---------------------------------------------------------------- C declarations

    cdef_statement: $ => seq(
      field('keyword', choice(alias($._kw_cdef, 'cdef'), alias($._kw_cpdef, 'cpdef'))),
      field('definition', choice($._c_definition, $.c_block_definition)),
    ),

    // What may follow `cdef`, or stand alone in a block that needs no `cdef`.
    _c_definition: $ => choice(
      $.c_declaration,
      $.c_function_definition,
      $.extern_block,
      $.c_class_definition,
      $.struct_definition,
      $.enum_definition,
      $.fused_definition,
      $.cppclass_definition,
    ),

    modifiers: _ => repeat1(choice('public', 'readonly', 'extern', 'api', 'inline')),

    c_declaration: $ => choice(seq($.modifiers, $._c_variables), $._c_variables),
    _c_variables: $ => seq(
      choice(
        seq(field('type', $._head_type), $._c_declarators),
        $._c_untyped_declarators,
      ),
      $._end,
    ),
    _end: $ => seq(optional(';'), $._newline),
    _c_declarators: $ => commas1(field('declarator', $._init_declarator)),
    _c_untyped_declarators: $ => seq(
      field('declarator', choice(
        $.identifier,
        alias($._untyped_init, $.init_declarator),
        alias($._untyped_function, $.function_declarator),
        $.cname_declarator,
      )),
      repeat(seq(',', field('declarator', $._init_declarator))),
      optional(','),
    ),
    _init_declarator: $ => choice($._declarator, $.init_declarator),
    init_declarator: $ => seq(field('declarator', $._declarator), '=', field('value', $._expression)),
    _untyped_init: $ => seq(field('declarator', $.identifier), '=', field('value', $._expression)),
    _untyped_function: $ => prec.right(seq(
      field('declarator', choice($.identifier, $.cname_declarator, $.operator_name)),
      field('parameters', $.parameters),
      repeat($._function_suffix),
    )),

    c_function_definition: $ => choice(seq($.modifiers, $._c_function), $._c_function),
    _c_function: $ => seq(
      choice(
        seq(field('type', $._head_type), field('declarator', $._declarator)),
        field('declarator', alias($._untyped_function, $.function_declarator)),
      ),
      choice($._def_tail, field('body', alias($._no_colon_block, $.block))),
    ),

    // cdef [public] [nogil]:
    c_block_definition: $ => seq(
      optional($.modifiers),
      optional($.nogil),
      field('body', $.c_block),
    ),

    // The modifiers hold `extern`.
    extern_block: $ => seq(
      $.modifiers,
      'from',
      field('header', choice($.string, $.concatenated_string, '*')),
      $._extern_namespace,
    ),
    _extern_namespace: $ => maybe(seq('namespace', field('namespace', $.string)), $._extern_body),
    _extern_body: $ => seq(optional($.nogil), field('body', $.c_block)),

    c_block: $ => seq(colon($), choice(
      seq($.pass_statement, $._end),
      seq($._newline, $._indent, repeat1($._c_statement), $._dedent),
      seq($._newline, $.missing_block),
    )),
    _c_statement: $ => choice(
      $._c_definition,
      $.cdef_statement,
      $.ctypedef_statement,
      alias($._c_decorated, $.decorated_definition),
      alias($._c_compile_time_if, $.compile_time_if),
      seq(choice($.pass_statement, $.include_statement, $.define_statement, alias($._docstring, $.expression_statement)), $._end),
    ),
    _docstring: $ => choice($.string, $.concatenated_string),
    _c_decorated: $ => seq(repeat1($.decorator), field('definition', choice($._c_definition, $.cdef_statement))),

    // Parts that may be absent stand in hidden rules, each with all that follows it: else every combination of
    // them would have states of its own.
    c_class_definition: $ => seq(
      $._class_head,
      field('name', $.dotted_name),
      optional(seq('as', field('alias', $.identifier))),
      $._class_bases,
    ),
    _class_head: $ => seq(optional($.modifiers), 'class'),
    _class_bases: $ => maybe(field('superclasses', $.argument_list), $._class_options),
    _class_options: $ => maybe(field('options', $.class_options), $._class_body),
    _class_body: $ => choice(
      seq(colon($), field('body', $.block)), field('body', alias($._no_colon_block, $.block)), $._end,
    ),
    class_options: $ => seq('[', commas(choice($.class_option, $._name_mark)), square($)),
    class_option: $ => seq(
      field('name', choice('object', 'type', 'check_size')), field('value', $.identifier),
    ),

    struct_definition: $ => seq($._struct_head, field('name', $.identifier), $._struct_c_name),
    _struct_head: $ => seq(
      optional($.modifiers), optional(field('packed', 'packed')), field('kind', choice('struct', 'union')),
    ),
    _struct_c_name: $ => maybe(field('c_name', $.string), $._c_body),
    _c_body: $ => choice(field('body', $.c_block), field('body', alias($._no_colon_c_block, $.c_block)), $._end),

    enum_definition: $ => seq($._enum_head, $._enum_name),
    _enum_head: $ => seq(optional($.modifiers), 'enum', optional(field('scoped', choice('class', 'struct')))),
    _enum_name: $ => maybe(field('name', $.identifier), $._enum_c_name),
    _enum_c_name: $ => maybe(field('c_name', $.string), $._enum_base),
    _enum_base: $ => maybe(seq('(', field('base', $._c_type), round($)), $._enum_body),
    _enum_body: $ => choice(field('body', $.enum_block), $._end),
    enum_block: $ => seq(colon($), choice(
      $._enum_line,
      seq($._newline, $._indent, repeat1($._enum_line), $._dedent),
      seq($._newline, $.missing_block),
    )),
    _enum_line: $ => seq(
      choice(commas1($.enumerator), $.pass_statement, alias($._docstring, $.expression_statement)), $._end,
    ),
    enumerator: $ => seq(
      field('name', $.identifier),
      optional(field('c_name', $.string)),
      optional(seq('=', field('value', $._expression))),
    ),

    fused_definition: $ => seq(
      optional($.modifiers), 'fused', field('name', $.identifier), field('body', $.fused_block),
    ),
    fused_block: $ => seq(colon($), choice(
      seq($._newline, $._indent, repeat1($._fused_line), $._dedent),
      seq($._newline, $.missing_block),
    )),
    _fused_line: $ => seq(
      choice($._abstract_type, $.pass_statement, alias($._docstring, $.expression_statement)), $._end,
    ),

    cppclass_definition: $ => seq($._cppclass_head, field('name', $.identifier), $._cppclass_c_name),
    _cppclass_head: $ => seq(optional($.modifiers), 'cppclass'),
    _cppclass_c_name: $ => maybe(field('c_name', $.string), $._cppclass_templates),
    _cppclass_templates: $ => maybe(field('templates', $.template_parameters), $._cppclass_bases),
    _cppclass_bases: $ => maybe(seq('(', commas(field('base', $._c_type)), round($)), $._cppclass_nogil),
    _cppclass_nogil: $ => maybe($.nogil, $._c_body),
    template_parameters: $ => seq('[', commas1(choice($.template_parameter, $._name_mark)), square($)),
    template_parameter: $ => seq(field('name', $.identifier), optional(seq('=', field('default', '*')))),

    ctypedef_statement: $ => seq(
      alias($._kw_ctypedef, 'ctypedef'),
      choice(
        field('definition', choice(
          $.struct_definition, $.enum_definition, $.fused_definition, $.c_class_definition, $.cppclass_definition,
        )),
        seq(optional($.modifiers), field('type', $._c_type), field('declarator', $._declarator), $._end),
      ),
    ),

    property_definition: $ => seq(
      alias($._kw_property, 'property'), field('name', $.identifier), colon($), field('body', $.block),
    ),

    // IF / ELIF / ELSE: in Python blocks, and in blocks of C declarations
    compile_time_if: $ => seq(
      alias($._kw_IF, 'IF'), field('condition', $._expression), colon($), field('consequence', $.block),
      repeat(field('alternative', $.compile_time_elif)),
      optional(field('alternative', $.compile_time_else)),
    ),
    compile_time_elif: $ => seq('ELIF', field('condition', $._expression), colon($), field('consequence', $.block)),
    compile_time_else: $ => seq('ELSE', colon($), field('body', $.block)),
    _c_compile_time_if: $ => seq(
      alias($._kw_IF, 'IF'), field('condition', $._expression), field('consequence', $.c_block),
      repeat(field('alternative', alias($._c_compile_time_elif, $.compile_time_elif))),
      optional(field('alternative', alias($._c_compile_time_else, $.compile_time_else))),
    ),
    _c_compile_time_elif: $ => seq('ELIF', field('condition', $._expression), field('consequence', $.c_block)),
    _c_compile_time_else: $ => seq('ELSE', field('body', $.c_block)),
  },
});

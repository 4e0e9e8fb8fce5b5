/* rt_args.c: the arguments of compiled functions; see kr/args.h, kr_args_of in kr/func.h. Messages are CPython's.
 *
 * The order of the steps is CPython's too, since it decides which error is told when there are several: positional
 * arguments, keywords, too many positional ones, defaults of positional parameters, of keyword-only ones. Functions of
 * Cython's own files (KR_PARAMS_CYTHON) word the count errors as Cython does, and look for too many first.
 */
#include "rt_cclass.h"
#include "rt_func.h"

/* One call being sorted out. */
typedef struct Call {
    const KrParams *params;
    const KrFunction *function; /* NULL: only C knows the defaults, they are left NULL */
    PyObject **slots;
    PyObject *star, *starstar; /* new references */
    PyObject *whole;           /* all of *args, borrowed, or NULL */
} Call;

/* How messages name the function. New reference or NULL. */
static PyObject *shown_name(const Call *call)
{
    const KrFunction *f = call->params->flags & KR_PARAMS_CYTHON ? NULL : call->function;
    PyObject *name = NULL;
    if (!f)
        return PyUnicode_FromString(call->params->name);
    if (f->origin)
        f = (const KrFunction *)f->origin;
    KR_LOCK((PyObject *)(uintptr_t)f);
    name = Py_XNewRef(KR_PY(10) ? f->qualname : f->name);
    KR_UNLOCK();
    return name ? name : PyUnicode_FromString(KR_PY(10) ? f->def->qualname : f->def->method.ml_name);
}

/* TypeError; `format` has %U for the function, then for `object`, if there is one. Gives -1. */
KR_COLD static int fail_call_of(const Call *call, const char *format, PyObject *object)
{
    PyObject *name = shown_name(call);
    if (name && object)
        PyErr_Format(PyExc_TypeError, format, name, object);
    else if (name)
        PyErr_Format(PyExc_TypeError, format, name);
    Py_XDECREF(name);
    return -1;
}

static const char *plural(Py_ssize_t n)
{
    return n == 1 ? "" : "s";
}

static int positional_count(const KrParams *params)
{
    return params->count - params->kw_only;
}

static PyObject *param_name(const KrParams *params, int k)
{
    return *params->names[k];
}

/* The default of positional parameter k; borrowed, or NULL. */
static PyObject *positional_default(const Call *call, int k)
{
    PyObject *defaults = call->function ? call->function->defaults : NULL;
    Py_ssize_t at = defaults ? k - (positional_count(call->params) - PyTuple_GET_SIZE(defaults)) : -1;
    return at >= 0 ? PyTuple_GET_ITEM(defaults, at) : NULL;
}

/* Must it be given? */
static int is_required(const Call *call, int k)
{
    return call->function ? !positional_default(call, k) : (int)(call->params->required >> (k < 63 ? k : 63) & 1);
}

/* ---- too many -------------------------------------------------------------------------------- */

/* How many keyword-only parameters the call fills. */
static Py_ssize_t count_kw_only(const Call *call)
{
    Py_ssize_t count = 0;
    for (int k = positional_count(call->params); k < call->params->count; k++)
        count += call->slots[k] != NULL;
    return count;
}

KR_COLD static int fail_surplus(const Call *call, Py_ssize_t given)
{
    int most = positional_count(call->params), least = most;
    while (least > 0 && !is_required(call, least - 1))
        least--;
    Py_ssize_t kw_given = count_kw_only(call);
    PyObject *takes = least < most ? PyUnicode_FromFormat("from %d to %d", least, most) : PyUnicode_FromFormat("%d", most);
    PyObject *rest = kw_given ? PyUnicode_FromFormat(" positional argument%s (and %zd keyword-only argument%s)",
                                                     plural(given), kw_given, plural(kw_given))
                              : PyUnicode_FromString("");
    PyObject *name = shown_name(call);
    if (takes && rest && name)
        PyErr_Format(PyExc_TypeError, "%U() takes %U positional argument%s but %zd%U %s given", name, takes,
                     least < most ? "s" : plural(most), given, rest, given == 1 && !kw_given ? "was" : "were");
    Py_XDECREF(takes);
    Py_XDECREF(rest);
    Py_XDECREF(name);
    return -1;
}

/* ---- Cython's texts -------------------------------------------------------------------------- */

static int is_cython(const Call *call)
{
    return (call->params->flags & KR_PARAMS_CYTHON) != 0;
}

/* f() takes exactly 2 positional arguments (3 given) */
KR_COLD static int fail_cython_count(const Call *call, Py_ssize_t given)
{
    int most = positional_count(call->params), least = most;
    int self = given && call->function && call->function->def->code.flags & KR_CODE_METHOD;
    while (least > 0 && !is_required(call, least - 1))
        least--;
    int wanted = (given < least ? least : most) - self;
    const char *how = least == most && !(call->params->flags & KR_PARAMS_STAR) ? "exactly"
                      : given < least                                         ? "at least"
                                                                              : "at most";
    PyErr_Format(PyExc_TypeError, "%s() takes %s %d positional argument%s (%zd given)", call->params->name, how, wanted,
                 plural(wanted), given - self);
    return -1;
}

KR_COLD static int fail_cython_name(const Call *call, const char *format, PyObject *name)
{
    PyErr_Format(PyExc_TypeError, format, call->params->name, name);
    return -1;
}

/* ---- missing --------------------------------------------------------------------------------- */

static int is_missing(const Call *call, int k)
{
    return !call->slots[k] &&
           (call->function || (int)(call->params->required >> (k < 63 ? k : 63) & 1));
}

/* 'a', 'b', and 'c': the names of the parameters first..end that are missing. New reference or NULL. */
static PyObject *list_missing(const Call *call, int first, int end, int count)
{
    PyObject *text = NULL;
    int left = count;
    for (int k = first; k < end; k++) {
        if (!is_missing(call, k))
            continue;
        left--;
        PyObject *name = param_name(call->params, k);
        PyObject *longer = !text        ? PyUnicode_FromFormat("'%U'", name)
                           : left       ? PyUnicode_FromFormat("%U, '%U'", text, name)
                           : count == 2 ? PyUnicode_FromFormat("%U and '%U'", text, name)
                                        : PyUnicode_FromFormat("%U, and '%U'", text, name);
        Py_XDECREF(text);
        if (!longer)
            return NULL;
        text = longer;
    }
    return text;
}

KR_COLD static int check_missing(const Call *call, int first, int end, const char *kind)
{
    int count = 0;
    for (int k = first; k < end; k++)
        count += is_missing(call, k);
    if (!count)
        return 0;
    while (!is_missing(call, first))
        first++;
    if (is_cython(call))
        return first < positional_count(call->params)
                   ? fail_cython_count(call, first)
                   : fail_cython_name(call, "%s() needs keyword-only argument %U", param_name(call->params, first));
    PyObject *names = list_missing(call, first, end, count), *name = shown_name(call);
    if (names && name)
        PyErr_Format(PyExc_TypeError, "%U() missing %d required %s argument%s: %U", name, count, kind, plural(count),
                     names);
    Py_XDECREF(names);
    Py_XDECREF(name);
    return -1;
}

/* ---- keywords -------------------------------------------------------------------------------- */

/* The parameter a keyword names, count when it names none, -1 and an exception. */
static int find_param(const Call *call, PyObject *name)
{
    const KrParams *params = call->params;
    for (int k = params->pos_only; k < params->count; k++)
        if (param_name(params, k) == name)
            return k;
    if (!PyUnicode_Check(name))
        return fail_call_of(call, "%U() keywords must be strings", NULL);
    for (int k = params->pos_only; k < params->count; k++) {
        int same = PyObject_RichCompareBool(param_name(params, k), name, Py_EQ);
        if (same)
            return same < 0 ? -1 : k;
    }
    return params->count;
}

/* A keyword that names no parameter: positional-only ones are told apart, as CPython does. */
KR_COLD static int fail_keyword(const Call *call, PyObject *kwnames, PyObject *name)
{
    PyObject *text = NULL;
    for (int k = 0; k < call->params->pos_only; k++) {
        PyObject *own = param_name(call->params, k);
        int found = PySequence_Contains(kwnames, own);
        if (found < 0)
            PyErr_Clear();
        if (found <= 0)
            continue;
        PyObject *longer = text ? PyUnicode_FromFormat("%U, %U", text, own) : Py_NewRef(own);
        Py_XDECREF(text);
        text = longer;
    }
    if (text)
        fail_call_of(call, "%U() got some positional-only arguments passed as keyword arguments: '%U'", text);
    else
        fail_call_of(call, "%U() got an unexpected keyword argument '%U'", name);
    Py_XDECREF(text);
    return -1;
}

static int take_keywords(const Call *call, PyObject *const *values, PyObject *kwnames)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(kwnames); i++) {
        PyObject *name = PyTuple_GET_ITEM(kwnames, i);
        int k = find_param(call, name);
        if (k < 0)
            return -1;
        if (k == call->params->count) {
            if (!call->starstar)
                return fail_keyword(call, kwnames, name);
            if (PyDict_SetItem(call->starstar, name, values[i]) < 0)
                return -1;
        } else if (call->slots[k]) {
            return is_cython(call) ? fail_cython_name(call, "%s() got multiple values for keyword argument '%U'", name)
                                   : fail_call_of(call, "%U() got multiple values for argument '%U'", name);
        } else {
            call->slots[k] = values[i];
        }
    }
    return 0;
}

/* ---- defaults -------------------------------------------------------------------------------- */

static int take_kw_default(const Call *call, int k)
{
    PyObject *kwdefaults = call->function->kwdefaults;
    if (call->slots[k] || !kwdefaults)
        return 0;
    call->slots[k] = PyDict_GetItemWithError(kwdefaults, param_name(call->params, k));
    return !call->slots[k] && PyErr_Occurred() ? -1 : 0;
}

static int take_defaults(const Call *call)
{
    int positional = positional_count(call->params);
    for (int k = 0; call->function && k < positional; k++)
        if (!call->slots[k])
            call->slots[k] = positional_default(call, k);
    if (check_missing(call, 0, positional, "positional") < 0)
        return -1;
    for (int k = positional; call->function && k < call->params->count; k++)
        if (take_kw_default(call, k) < 0)
            return -1;
    return check_missing(call, positional, call->params->count, "keyword-only");
}

/* ---- all of it ------------------------------------------------------------------------------- */

static uint64_t bit(Py_ssize_t k)
{
    return (uint64_t)1 << k;
}

/* The usual call: no stars, keywords that are the very names of parameters, none twice. Which slots are filled, a bit
 * each, in *given; the others are NULL. 0: it takes a closer look. */
static int fill_quickly(const KrParams *params, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                        PyObject **slots, uint64_t *given)
{
    int count = params->count;
    if (params->flags & KR_PARAMS_STARS || nargs > positional_count(params) || count > 62)
        return 0;
    *given = bit(nargs) - 1;
    for (int k = 0; k < count; k++)
        slots[k] = k < nargs ? args[k] : NULL;
    for (Py_ssize_t i = 0, end = kwnames ? PyTuple_GET_SIZE(kwnames) : 0; i < end; i++) {
        PyObject *name = PyTuple_GET_ITEM(kwnames, i);
        int k = params->pos_only;
        while (k < count && param_name(params, k) != name)
            k++;
        if (k == count || *given & bit(k))
            return 0;
        slots[k] = args[nargs + i];
        *given |= bit(k);
    }
    return 1;
}

/* Borrowed slots first, then the new objects for *args and **kwargs; 0 or -1. */
static int fill_slots(Call *call, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    const KrParams *params = call->params;
    int positional = positional_count(params);
    Py_ssize_t direct = nargs < positional ? nargs : positional;
    for (Py_ssize_t k = 0; k < params->count; k++)
        call->slots[k] = k < direct ? args[k] : NULL;
    if (is_cython(call) && nargs > positional && !(params->flags & KR_PARAMS_STAR))
        return fail_cython_count(call, nargs);
    if (params->flags & KR_PARAMS_STAR) {
        call->star = call->whole ? Py_NewRef(call->whole) : PyTuple_New(nargs - direct);
        for (Py_ssize_t k = direct; call->star && !call->whole && k < nargs; k++)
            PyTuple_SET_ITEM(call->star, k - direct, Py_NewRef(args[k]));
        if (!call->star)
            return -1;
    }
    if (params->flags & KR_PARAMS_STARSTAR && !(call->starstar = PyDict_New()))
        return -1;
    if (kwnames && take_keywords(call, args + nargs, kwnames) < 0)
        return -1;
    if (nargs > positional && !call->star)
        return fail_surplus(call, nargs);
    return take_defaults(call);
}

static PyObject *const *sort_out(Call *call, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    int count = call->params->count;
    if (fill_slots(call, args, nargs, kwnames) < 0) {
        Py_XDECREF(call->star);
        Py_XDECREF(call->starstar);
        return NULL;
    }
    if (call->star)
        call->slots[count++] = call->star;
    if (call->starstar)
        call->slots[count] = call->starstar;
    return call->slots;
}

PyObject *const *kr_args_parse(const KrParams *params, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                               PyObject **slots)
{
    uint64_t given;
    if (fill_quickly(params, args, nargs, kwnames, slots, &given) && !(params->required & ~given))
        return slots;
    Call call = {params, NULL, slots, NULL, NULL, NULL};
    return sort_out(&call, args, nargs, kwnames);
}

/* The defaults that the function has now, for what is not given; 0: it has not all of them. */
static int default_quickly(const KrFunction *function, const KrParams *params, PyObject **slots, uint64_t given)
{
    int positional = positional_count(params);
    Py_ssize_t first = positional - (function->defaults ? PyTuple_GET_SIZE(function->defaults) : 0);
    for (int k = 0; k < positional; k++) {
        if (given & bit(k))
            continue;
        if (k < first)
            return 0;
        slots[k] = PyTuple_GET_ITEM(function->defaults, k - first);
    }
    return params->kw_only == 0 || given >> positional == bit(params->kw_only) - 1;
}

PyObject *const *kr_args_of(PyObject *function, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                            PyObject **slots)
{
    static const KrParams none = {0};
    const KrFunction *self = (const KrFunction *)function;
    const KrParams *params = self->def->params ? self->def->params : &none;
    PyObject *whole = nargs & KR_WHOLE_TUPLE ? args[-1] : NULL;
    uint64_t given;
    nargs &= ~KR_WHOLE_TUPLE;
    if (!kwnames && !params->kw_only && !(params->flags & KR_PARAMS_STARS) && nargs <= params->count && self->defaults) {
        Py_ssize_t first = params->count - PyTuple_GET_SIZE(self->defaults);
        for (Py_ssize_t k = 0; k < nargs; k++)
            slots[k] = args[k];
        for (Py_ssize_t k = nargs; nargs >= first && k < params->count; k++)
            slots[k] = PyTuple_GET_ITEM(self->defaults, k - first);
        if (nargs >= first)
            return slots;
    }
    int takes_names = !kwnames || !(self->def->code.flags & KR_CODE_NO_KEYWORDS);
    if (takes_names && fill_quickly(params, args, nargs, kwnames, slots, &given) &&
        default_quickly(self, params, slots, given))
        return slots;
    Call call = {params, self, slots, NULL, NULL, whole};
    if (!takes_names && PyTuple_GET_SIZE(kwnames)) {
        fail_call_of(&call, "%U() takes no keyword arguments", NULL);
        return NULL;
    }
    return sort_out(&call, args, nargs, kwnames);
}

/* ---- calls by a slot ------------------------------------------------------------------------- */

/* The arguments of such a call in one array, those by keyword last. */
static int spread_names(KrSpread *spread, PyObject *tuple, PyObject *kwargs)
{
    Py_ssize_t more = PyDict_GET_SIZE(kwargs), place = 0, k = 0;
    PyObject **all = PyMem_Malloc((size_t)(spread->nargs + more) * sizeof *all);
    PyObject *names = PyTuple_New(more), *key, *value;
    if (!all || !names) {
        Py_XDECREF(names);
        PyMem_Free(all);
        return all ? -1 : (PyErr_NoMemory(), -1);
    }
    for (Py_ssize_t i = 0; i < spread->nargs; i++)
        all[i] = PyTuple_GET_ITEM(tuple, i);
    for (; PyDict_Next(kwargs, &place, &key, &value); k++) {
        PyTuple_SET_ITEM(names, k, Py_NewRef(key));
        all[spread->nargs + k] = value;
    }
    spread->args = spread->own = all;
    spread->kwnames = names;
    return 0;
}

int kr_spread(KrSpread *spread, PyObject *tuple, PyObject *kwargs)
{
    *spread = (KrSpread){&PyTuple_GET_ITEM(tuple, 0), PyTuple_GET_SIZE(tuple), NULL, NULL};
    return kwargs && PyDict_GET_SIZE(kwargs) ? spread_names(spread, tuple, kwargs) : 0;
}

void kr_spread_end(KrSpread *spread)
{
    Py_XDECREF(spread->kwnames);
    PyMem_Free(spread->own);
}

int kr_slot_init(PyObject *self, PyObject *tuple, PyObject *kwargs, KrInit init)
{
    KrSpread spread;
    if (kr_spread(&spread, tuple, kwargs) < 0)
        return -1;
    int status = init(self, spread.args, spread.nargs, spread.kwnames);
    kr_spread_end(&spread);
    return status;
}

PyObject *kr_slot_call(PyObject *self, PyObject *tuple, PyObject *kwargs, KrMethodCall call)
{
    KrSpread spread;
    if (kr_spread(&spread, tuple, kwargs) < 0)
        return NULL;
    PyObject *result = call(self, spread.args, spread.nargs, spread.kwnames);
    kr_spread_end(&spread);
    return result;
}

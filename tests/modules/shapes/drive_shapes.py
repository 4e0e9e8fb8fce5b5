"""Extension types, C functions and variables that two modules share."""
import shapes, user, gc, weakref, traceback
def T(f, *a, **k):
    try: r = f(*a, **k); print(getattr(f,'__name__',f), '->', r if not isinstance(r, shapes.Shape) else type(r))
    except BaseException as e: print(getattr(f,'__name__',f), '!!', type(e).__name__, e)
s = shapes.Shape("s"); q = shapes.Square("q", side=4)
t = user.Tri("t"); u = user.Sub2("u")
for o in s, q, t, u:
    T(shapes.poly, o); T(user.use, o); T(o.call_quiet); T(o.call_bump, 5); T(o.call_bump, -5); T(user.iserr, o)
T(user.use, 3)
T(q.call_only, 3); T(q.call_only, "x")
class P(shapes.Shape):
    def area(self, scale=99, neg=0): return scale + 0.25
class P2(user.Sub2):
    def area(self, *a): print("args", a); return 1.0
p = P("p"); T(shapes.poly, p); T(user.use, p)
p = P2("p2"); T(shapes.poly, p); T(user.use, p)
p.area = lambda *a: 77.0
T(shapes.poly, p)
for x in "half", "old": print(x, getattr(s, x), getattr(shapes.Shape, x).__doc__)
s.half = 9; s.old = 5; print(s.half, s.old); del s.half; del s.old; print(s.half, s.old)
T(setattr, s, "n", 3); T(setattr, s, "name", 3)
T(setattr, s, "name", None); T(delattr, s, "name"); T(setattr,s,"zzz",1); print(s.__dict__)
w = weakref.ref(s); print(w() is s)
T(shapes.Shape.clsm, 3); T(q.clsm, "x"); T(shapes.Shape.stm, 1, y=2); T(shapes.Shape.stm, 1, 2)
for f in user.fp, user.structs, user.callopt, shapes.t_mk, shapes.t_vs, shapes.t_cur, shapes.clear_cur: T(f)
T(shapes.t_apply, 5, 3); T(shapes.t_apply, 3, 5); T(shapes.t_apply, 2**40, 5)
T(user.setvar, 500); print(shapes.get_counter()); T(user.callhook, 3); user.sethook(); T(shapes.t_hook, 4)
print(shapes.Shape.area.__doc__, '|', shapes.opt.__doc__, '|', shapes.Shape.stm.__doc__, shapes.Shape.__doc__)
print(shapes.Pub, list(shapes.Pub))
T(shapes.opt, 1, c=2); T(shapes.opt); T(shapes.opt, "x"); T(shapes.opt, 1, 2, 3, 4)
T(shapes.Square); T(shapes.Square, 1, 2, 3); T(shapes.Square, "a", side="x"); T(shapes.Square, foo=1)
T(user.setvar, 2**40)
del s, q, t, u, p; gc.collect()
print(w())
print(sorted(k for k in dir(shapes) if not k.startswith('__')))
print(sorted(k for k in dir(user) if not k.startswith('__')))

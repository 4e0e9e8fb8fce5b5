def calls(f, args, kwargs):
    f(1, x=args)
    f.method(args, key=2)
    f(0, *args, y=3, **kwargs)
    print(len(args))

def attempt(f):
    try:
        x = f()
    except (KeyError, ValueError) as e:
        x = e
    except:
        raise
    else:
        x = 1
    return x

def loop(xs, log):
    for x in xs:
        try:
            if x:
                continue
            return x
        finally:
            log(x)

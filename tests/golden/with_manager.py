def managed(m):
    with m as x:
        x.run()

import cython

@cython.cclass
class Count:
    n: cython.int

    @cython.ccall
    @cython.exceptval(-1)
    def up(self, by: cython.int = 1) -> cython.int:
        self.n += by
        return self.n

def run(times: cython.int, count: Count):
    for _ in range(times):
        count.up()

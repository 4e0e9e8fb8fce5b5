class Base:
    kind = "base"

    def __init__(self, x, *rest, key=None, **more):
        self.x = x

    @property
    def double(self):
        return self.x * 2

class Child(Base):
    def __init__(self, x):
        super().__init__(x + 1)
        self.later = lambda: self.x

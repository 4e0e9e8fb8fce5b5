"""Identifiers are compared in normal form NFKC, wherever they stand.

>>> same(), Holder().get(), keyword(ﬁ=3)
(1, 5, 3)
>>> Holder().private(), sorted(vars(Holder()))
(7, ['_Holder__fi', 'fi', 'אx'])
>>> composed()
('é', [4])
>>> ändern(4), Holder.größer.__qualname__
(5, 'Holder.größer')
"""


def ändern(größe):
    return größe + 1


def same():
    ﬁ = 1
    return fi


class Holder:
    def __init__(self):
        self.ﬁ = 5
        self.__ﬁ = 7
        self.ℵx = 9

    def get(self):
        return self.fi

    def größer(self, als):
        return self.fi > als

    def private(self):
        return self.__fi


def keyword(fi):
    return fi


def composed():
    é = 4
    return [name for name in locals()][0], [é]

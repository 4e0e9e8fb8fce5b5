# What analysis found right is looked at beside errors; it must do without what is wrong.

cdef api int optional(int x, int y=2):
#            ^ error[not-allowed]: an optional parameter is not allowed in a public C function
    return x + y


def words_of(line):
    unknown.extend("    " + note["text"] for note in other(line)["notes"])
#   ^ error[unknown-name]: name `unknown` is not defined
#                                                    ^ error[unknown-name]: name `other` is not defined
    unknown.sort(key=lambda word: other(word)["text"] + 1)


def entered(double[:] view, index):
    with view[index]:
        pass
    with nogil:
        print(index)
#       ^ error[needs-gil]: calling `print()`

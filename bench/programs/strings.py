"""Text work: split, join, replace, formatting, counting in dicts, slicing, translate-like loops."""

TEXT = ("It was on a bright morning that the compiler first met its users, and neither side was quite sure what to "
        "expect of the other. The users had sources; the compiler had opinions. ")


def count_words(text):
    counts = {}
    for word in text.lower().replace(",", " ").replace(".", " ").replace(";", " ").split():
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def rotate(text, k):
    out = []
    for c in text:
        if "a" <= c <= "z":
            out.append(chr((ord(c) - 97 + k) % 26 + 97))
        elif "A" <= c <= "Z":
            out.append(chr((ord(c) - 65 + k) % 26 + 65))
        else:
            out.append(c)
    return "".join(out)


def wrap(text, width):
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = line + " " + word if line else word
    return lines + [line]


def table(rows):
    return "\n".join(f"{i:>4} {word:<12}|{count:5d} {count / len(rows):8.3%}" for i, (word, count) in enumerate(rows))


def run(scale=1):
    text = TEXT * 10
    size = 0
    for _ in range(6 * scale):
        size += len(table(count_words(text))) + len(wrap(rotate(text, 13), 60))
        size += sum(1 for line in wrap(text, 40) if line.startswith("t") or line.endswith("s"))
    return size

"""AES-128 by the book (FIPS 197), on lists of bytes: tables made at import, integer arithmetic, indexing."""


def double(a):
    a <<= 1
    return a ^ 0x11b if a & 0x100 else a


def make_box():
    power = [1] * 256
    for i in range(1, 256):
        power[i] = power[i - 1] ^ double(power[i - 1])
    logs = {value: i for i, value in enumerate(power[:255])}
    box = []
    for value in range(256):
        inverse = power[(255 - logs[value]) % 255] if value else 0
        result = 0x63
        for shift in range(5):
            result ^= (inverse << shift | inverse >> (8 - shift)) & 0xff
        box.append(result)
    return box


BOX = make_box()
SHIFT = [0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11]


def expand_key(key):
    words = [list(key[i:i + 4]) for i in range(0, 16, 4)]
    constant = 1
    for i in range(4, 44):
        word = list(words[i - 1])
        if i % 4 == 0:
            word = [BOX[byte] for byte in word[1:] + word[:1]]
            word[0] ^= constant
            constant = double(constant)
        words.append([a ^ b for a, b in zip(words[i - 4], word)])
    return [sum(words[i:i + 4], []) for i in range(0, 44, 4)]


def mix(state):
    out = []
    for column in range(0, 16, 4):
        a, b, c, d = state[column:column + 4]
        every = a ^ b ^ c ^ d
        out += [a ^ every ^ double(a ^ b), b ^ every ^ double(b ^ c), c ^ every ^ double(c ^ d),
                d ^ every ^ double(d ^ a)]
    return out


def encrypt(block, keys):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for number in range(1, 11):
        state = [BOX[state[i]] for i in SHIFT]
        if number < 10:
            state = mix(state)
        state = [a ^ b for a, b in zip(state, keys[number])]
    return bytes(state)


def run(scale=1):
    keys = expand_key(bytes(range(16)))
    block = bytes(0x11 * i for i in range(16))
    first = encrypt(block, keys)
    if first.hex() != "69c4e0d86a7b0430d8cdb78070b4c55a":
        raise ValueError(first.hex())
    for _ in range(60 * scale):
        block = encrypt(block, keys)
    return block.hex()

"""Pancake flips over all permutations of n: list slices and index arithmetic."""


def fannkuch(n):
    perm = list(range(n))
    count = [0] * n
    most = checksum = 0
    rank = n
    sign = 1
    while True:
        first = perm[0]
        if first:
            work = perm[:]
            flips = 0
            while first:
                work[:first + 1] = work[first::-1]
                flips += 1
                first = work[0]
            if flips > most:
                most = flips
            checksum += sign * flips
        if sign == 1:
            perm[0], perm[1] = perm[1], perm[0]
            sign = -1
            continue
        perm[1], perm[2] = perm[2], perm[1]
        sign = 1
        rank = 2
        while count[rank] >= rank:
            count[rank] = 0
            rank += 1
            if rank == n:
                return checksum, most
            perm.insert(rank, perm.pop(0))
        count[rank] += 1


def run(scale=1):
    return [fannkuch(7) for _ in range(2 * scale)]

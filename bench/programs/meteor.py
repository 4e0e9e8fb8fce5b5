"""Exact covers by bit masks: packing pentominoes-like pieces into a small board; sets, integers, recursion."""

SHAPES = [[(0, 0), (0, 1)], [(0, 0), (0, 1), (0, 2)], [(0, 0), (1, 0), (1, 1)], [(0, 0), (0, 1), (0, 2), (0, 3)],
          [(0, 0), (1, 0), (2, 0), (2, 1)], [(0, 0), (0, 1), (0, 2), (1, 1)]]
ROWS, COLUMNS = 4, 5


def turns(shape):
    found = set()
    for flip in (False, True):
        cells = [(r, -c) if flip else (r, c) for r, c in shape]
        for _ in range(4):
            cells = [(c, -r) for r, c in cells]
            top = min(r for r, _ in cells)
            left = min(c for _, c in cells)
            found.add(tuple(sorted((r - top, c - left) for r, c in cells)))
    return found


def placements(shape):
    masks = set()
    for cells in turns(shape):
        for row in range(ROWS):
            for column in range(COLUMNS):
                if all(row + r < ROWS and column + c < COLUMNS for r, c in cells):
                    masks.add(sum(1 << ((row + r) * COLUMNS + column + c) for r, c in cells))
    return masks


def solve(board, left, tables):
    if not left:
        return 1
    free = 0
    while board >> free & 1:
        free += 1
    total = 0
    for piece in left:
        for mask in tables[piece][free]:
            if not mask & board:
                total += solve(board | mask, left - {piece}, tables)
    return total


def run(scale=1):
    tables = []
    for shape in SHAPES:
        masks = placements(shape)
        tables.append([[m for m in masks if m & -m == 1 << cell] for cell in range(ROWS * COLUMNS)])
    return [solve(0, frozenset(range(len(SHAPES))), tables) for _ in range(3 * scale)]

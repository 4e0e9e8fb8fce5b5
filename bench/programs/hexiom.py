"""A hexagon puzzle by constraint propagation: tuples, dicts of sets, copying state, deep recursion."""


def hexagon(radius):
    cells = [(q, r) for q in range(-radius, radius + 1) for r in range(-radius, radius + 1) if abs(q + r) <= radius]
    steps = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1))
    places = set(cells)
    return {cell: [(cell[0] + q, cell[1] + r) for q, r in steps if (cell[0] + q, cell[1] + r) in places]
            for cell in cells}


class Board:
    def __init__(self, neighbours, tiles):
        self.neighbours = neighbours
        self.tiles = dict(tiles)
        self.placed = {}

    def copy(self):
        other = Board(self.neighbours, self.tiles)
        other.placed = dict(self.placed)
        return other

    def fits(self, cell):
        """Can every placed number around `cell` still have as many neighbours as it says?"""
        for spot in [cell] + self.neighbours[cell]:
            number = self.placed.get(spot)
            if number is None or number < 0:
                continue
            around = [self.placed.get(next_to) for next_to in self.neighbours[spot]]
            filled = sum(1 for value in around if value is not None and value >= 0)
            open_cells = sum(1 for value in around if value is None)
            if not filled <= number <= filled + open_cells:
                return False
        return True


def search(board, order, index, budget):
    if index == len(order) or budget[0] <= 0:
        return sum(1 for value in board.placed.values() if value >= 0)
    cell = order[index]
    best = 0
    for number, left in sorted(board.tiles.items()):
        if not left:
            continue
        budget[0] -= 1
        trial = board.copy()
        trial.tiles[number] = left - 1
        trial.placed[cell] = number
        if trial.fits(cell):
            best = max(best, search(trial, order, index + 1, budget))
            if best == len(order):
                break
    return best


def run(scale=1):
    neighbours = hexagon(2)
    tiles = {-1: 8, 2: 4, 3: 5, 4: 2}
    order = sorted(neighbours, key=lambda cell: (abs(cell[0]) + abs(cell[1]), cell))
    return [search(Board(neighbours, tiles), order, 0, [1500]) for _ in range(2 * scale)]

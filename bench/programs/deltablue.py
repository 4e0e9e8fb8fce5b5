"""An incremental solver of one-way constraints in the manner of DeltaBlue: polymorphism, lists, planning."""

REQUIRED, STRONG, MEDIUM, WEAK = range(4)


class Variable:
    def __init__(self, name, value):
        self.name = name
        self.value = value
        self.constraints = []
        self.by = None
        self.mark = 0
        self.strength = WEAK
        self.stays = True


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def add(self, planner):
        for variable in self.variables():
            variable.constraints.append(self)
        self.out = None
        planner.add(self)

    def is_satisfied(self):
        return self.out is not None

    def inputs(self):
        return [v for v in self.variables() if v is not self.out]

    def satisfy(self, mark):
        self.choose(mark)
        if not self.is_satisfied():
            if self.strength == REQUIRED:
                raise ValueError("cannot satisfy a required constraint")
            return None
        for variable in self.inputs():
            variable.mark = mark
        out = self.out
        overridden = out.by
        if overridden is not None:
            overridden.out = None
        out.by = self
        out.mark = mark
        return overridden

    def recalculate(self):
        out = self.out
        out.strength = max([self.strength] + [v.strength for v in self.inputs()])
        out.stays = not self.is_input() and all(v.stays for v in self.inputs())
        if out.stays:
            self.execute()

    def is_input(self):
        return False

    def execute(self):
        pass


class Unary(Constraint):
    def __init__(self, variable, strength, planner):
        super().__init__(strength)
        self.variable = variable
        self.add(planner)

    def variables(self):
        return [self.variable]

    def choose(self, mark):
        free = self.variable.mark != mark and self.strength < self.variable.strength
        self.out = self.variable if free else None


class Stay(Unary):
    pass


class Edit(Unary):
    def is_input(self):
        return True


class Scale(Constraint):
    """out = in * factor + offset, or the other way round."""

    def __init__(self, source, factor, offset, target, strength, planner):
        super().__init__(strength)
        self.source, self.target = source, target
        self.factor, self.offset = factor, offset
        self.add(planner)

    def variables(self):
        return [self.source, self.target]

    def choose(self, mark):
        self.out = None
        for variable, other in ((self.target, self.source), (self.source, self.target)):
            if variable.mark != mark and self.strength < variable.strength and \
                    (other.mark == mark or variable.strength >= other.strength):
                self.out = variable
                return

    def execute(self):
        if self.out is self.target:
            self.target.value = self.source.value * self.factor + self.offset
        else:
            self.source.value = (self.target.value - self.offset) // self.factor


class Planner:
    def __init__(self):
        self.mark = 0

    def add(self, constraint):
        self.mark += 1
        overridden = constraint.satisfy(self.mark)
        if constraint.is_satisfied():
            self.propagate(constraint)
        while overridden is not None:
            current = overridden
            overridden = current.satisfy(self.mark)
            if current.is_satisfied():
                self.propagate(current)

    def propagate(self, constraint):
        todo = [constraint]
        seen = set()
        while todo:
            current = todo.pop()
            if current in seen:
                continue
            seen.add(current)
            current.recalculate()
            todo.extend(c for c in current.out.constraints
                        if c is not current and c.is_satisfied() and c.out is not current.out)

    def plan(self, edits):
        self.mark += 1
        todo = list(edits)
        plan = []
        while todo:
            current = todo.pop(0)
            if current.out.mark == self.mark or any(
                    not (v.mark == self.mark or v.stays or v.by is None) for v in current.inputs()):
                continue
            plan.append(current)
            current.out.mark = self.mark
            todo.extend(c for c in current.out.constraints if c is not current and c.is_satisfied())
        return plan


def chain(n):
    planner = Planner()
    variables = [Variable(f"v{i}", i) for i in range(n + 1)]
    for a, b in zip(variables, variables[1:]):
        Scale(a, 1, 1, b, REQUIRED, planner)
    Stay(variables[-1], MEDIUM, planner)
    edit = Edit(variables[0], STRONG, planner)
    if not edit.is_satisfied():
        return [v.value for v in variables[-3:]]
    plan = planner.plan([edit])
    for value in range(20):
        variables[0].value = value
        for constraint in plan:
            constraint.execute()
    return variables[-1].value, len(plan)


def run(scale=1):
    return [chain(60) for _ in range(3 * scale)]

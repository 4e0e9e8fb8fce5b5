"""An operating system's scheduler in the manner of Martin Richards' benchmark: small classes, attributes, methods."""

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
KIND_DEVICE, KIND_WORK = range(2)
LETTERS = 26


class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class State:
    def __init__(self):
        self.packet_pending = True
        self.task_waiting = False
        self.task_holding = False

    def running(self):
        self.packet_pending = self.task_waiting = self.task_holding = False
        return self

    def waiting(self):
        self.packet_pending = self.task_holding = False
        self.task_waiting = True
        return self

    def waiting_with_packet(self):
        self.packet_pending = self.task_waiting = True
        self.task_holding = False
        return self

    def is_held_or_waiting(self):
        return self.task_holding or (not self.packet_pending and self.task_waiting)

    def is_waiting_with_packet(self):
        return self.packet_pending and self.task_waiting and not self.task_holding


class Task(State):
    def __init__(self, machine, ident, priority, queue, state):
        super().__init__()
        self.packet_pending = state.packet_pending
        self.task_waiting = state.task_waiting
        self.task_holding = state.task_holding
        self.machine = machine
        self.link = machine.tasks
        self.ident = ident
        self.priority = priority
        self.queue = queue
        machine.tasks = self
        machine.table[ident] = self

    def step(self, packet):
        raise NotImplementedError

    def add_packet(self, packet, old):
        if self.queue is None:
            self.queue = packet
            self.packet_pending = True
            if self.priority > old.priority:
                return self
        else:
            packet.append_to(self.queue)
        return old

    def run(self):
        if self.is_waiting_with_packet():
            message = self.queue
            self.queue = message.link
            if self.queue is None:
                self.running()
            else:
                self.packet_pending = True
                self.task_waiting = self.task_holding = False
        else:
            message = None
        return self.step(message)

    def wait(self):
        self.task_waiting = True
        return self

    def hold(self):
        self.machine.holds += 1
        self.task_holding = True
        return self.link

    def release(self, ident):
        task = self.machine.table[ident]
        task.task_holding = False
        return task if task.priority > self.priority else self

    def queue_packet(self, packet):
        task = self.machine.table[packet.ident]
        self.machine.queued += 1
        packet.link = None
        packet.ident = self.ident
        return task.add_packet(packet, self)


class IdleTask(Task):
    control = 1
    count = 1000

    def step(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.hold()
        if self.control & 1 == 0:
            self.control //= 2
            return self.release(DEVICE_A)
        self.control = self.control // 2 ^ 0xd008
        return self.release(DEVICE_B)


class DeviceTask(Task):
    pending = None

    def step(self, packet):
        if packet is None:
            packet = self.pending
            if packet is None:
                return self.wait()
            self.pending = None
            return self.queue_packet(packet)
        self.pending = packet
        return self.hold()


class HandlerTask(Task):
    work = None
    device = None

    def step(self, packet):
        if packet is not None:
            if packet.kind == KIND_WORK:
                self.work = packet.append_to(self.work)
            else:
                self.device = packet.append_to(self.device)
        work = self.work
        if work is None:
            return self.wait()
        count = work.datum
        if count >= 4:
            self.work = work.link
            return self.queue_packet(work)
        device = self.device
        if device is None:
            return self.wait()
        self.device = device.link
        device.datum = work.data[count]
        work.datum = count + 1
        return self.queue_packet(device)


class WorkTask(Task):
    destination = HANDLER_A
    count = 0

    def step(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.ident = self.destination
        packet.datum = 0
        for i in range(4):
            self.count += 1
            if self.count > LETTERS:
                self.count = 1
            packet.data[i] = 64 + self.count
        return self.queue_packet(packet)


class Machine:
    def __init__(self):
        self.tasks = None
        self.table = [None] * 10
        self.holds = self.queued = 0

    def schedule(self):
        task = self.tasks
        while task is not None:
            if task.is_held_or_waiting():
                task = task.link
            else:
                task = task.run()


def simulate():
    machine = Machine()
    IdleTask(machine, IDLE, 1, None, State().running())
    queue = Packet(None, 0, KIND_WORK)
    queue = Packet(queue, 0, KIND_WORK)
    WorkTask(machine, WORKER, 1000, queue, State().waiting_with_packet())
    for ident, device, priority in ((HANDLER_A, DEVICE_A, 2000), (HANDLER_B, DEVICE_B, 3000)):
        queue = None
        for _ in range(3):
            queue = Packet(queue, device, KIND_DEVICE)
        HandlerTask(machine, ident, priority, queue, State().waiting_with_packet())
    DeviceTask(machine, DEVICE_A, 4000, None, State().waiting())
    DeviceTask(machine, DEVICE_B, 5000, None, State().waiting())
    machine.schedule()
    return machine.holds, machine.queued


def run(scale=1):
    return [simulate() for _ in range(3 * scale)]

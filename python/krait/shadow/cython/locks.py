"""pymutex and pythread_type_lock as plain Python."""

import threading


class pymutex:
    def __init__(self):
        self._lock = threading.Lock()

    def acquire(self):
        self._lock.acquire()

    def release(self):
        self._lock.release()

    def locked(self):
        return self._lock.locked()

    def can_check_locked(self):
        return True

    def __enter__(self):
        self._lock.acquire()
        return self

    def __exit__(self, *exc_info):
        self._lock.release()


pythread_type_lock = pymutex

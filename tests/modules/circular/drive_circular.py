import ring

print(ring.Box().go())

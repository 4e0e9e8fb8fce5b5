"""Both modules know the type of the field, and the third that of the function."""
import doubled
import other

counter = doubled.Doubled(4)
print(counter.now(), counter.twice(), other.half(9))

"""Both modules know the type of the field, and the third that of the function; the last names neither."""
import doubled
import other
import watched

counter = doubled.Doubled(4)
print(counter.now(), counter.twice(), other.half(9), watched.steps(counter))

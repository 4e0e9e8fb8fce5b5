"""Both modules know the type of the field."""
import doubled

counter = doubled.Doubled(4)
print(counter.now(), counter.twice())

"""Names that two modules declare."""
import later
import star_later

print(later.kept(""), star_later.kept("x"))

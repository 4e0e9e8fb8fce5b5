"""The version is known where the text of the pxd asks for it."""
import uses_decls

print(uses_decls.run(3))

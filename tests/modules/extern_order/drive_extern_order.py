"""The version is known where the text of the pxd asks for it; headers of one pxd file come together."""
import uses_decls
import uses_macros

print(uses_decls.run(3), uses_macros.run())

"""The version is known where the text of the pxd asks for it."""
import main

print(main.run(3))

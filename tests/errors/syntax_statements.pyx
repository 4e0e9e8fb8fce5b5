return 3
break
def f():
    continue
    yield
    x = await f()
import a.b as
from . import
from a import b,
from a import (b

# @1 error[syntax]: `return` outside function
# @2 error[syntax]: `break` outside loop
# @4 error[syntax]: `continue` not properly in loop
# @6 error[syntax]: `await` outside async function
# @7 error[syntax]: unexpected keyword `as`
# @8 error[syntax]: expected one or more names after `import`
# @9 error[syntax]: trailing comma not allowed without surrounding parentheses
# @10 error[syntax]: `(` was never closed

async def f(x):
    return await + 1
#          ^ error[syntax]: `await` is a keyword and cannot be used as a name

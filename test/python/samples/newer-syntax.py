"""Python 3.12: type parameters, type aliases, nested quotes in f-strings."""

type Alias = list[int] | None
type Generic[T: (int, str), *Ts, **P] = dict[T, tuple[*Ts]]
type(Alias).name = 3

class Box[T: Base](Generic[T]):
    def map[U, **P](self, f: Callable[P, U], *args: P.args) -> Box[U]:
        return Box(f(self.value, *args))

    async def each[*Ts](self) -> list[str] | tuple[*Ts] | None: ...

nested = f"{f"{names["key"]}" + f'{'x'}'} {value:{width}.{precision}} {'\n'.join(lines)}"
multi = f"{
    value  # why
    + 1
}"

"""Runs programs under an adversarial collector, once for every script. A line of standard input is a question, a line of standard output its answer: JSON.

A program is {"executable", "entry", "parameters", "charged", "sought"}; `limits` are {"runs", "choices", "mayRevive"}. It is enough to find what is `sought`:
{"raises", "changes"}, lines that raise, or that raise or change their mind.
The answer is {"raises", "changes", "reached", "unowned", "runs", "isComplete", "broken"}: the lines on which an absent referent was used as if it were
there, the lines on which a handle gave nothing although it had given its object before, the lines that called `reached`, the places at
which nobody has always owned what was asked for (and by which ways the program has come there when nobody did), and how many scripts there were. Owners are looked for where `mayRevive` is set.
`granted` is what the analysis takes for granted, too: {"losing", "anytime"}, such places, and lines, that may lose what has an owner; a list may be empty in one loop and not in the next, and an unknown function may give nothing.

Scripts are taken in order; where there are more than the limit, the second half of them is random.

A script is the list of the answers to what the program cannot know: what `flip()` gives, how long `some()` is, whether an object is falsy or fails,
and, whenever a handle is asked, whether the world lets go of its object now. The collector itself is CPython's own: every object is held by the world
and by whatever the program holds it with, and is gone when both have let go. So what is visibly kept alive is not modelled, it is so.
"""

import contextlib
import gc
import inspect
import json
import random
import sys
import types
import weakref

FILE = "<program>"
MAX_DEREFS = 25


class Stop(BaseException):
    """The script is too long: whatever comes is seen in a shorter one."""


class Script:
    """A sequence of choices; `advance` goes to the next one, depth first."""

    def __init__(self, limit):
        self.limit = limit
        self.taken = []
        self.options = []
        self.position = 0
        self.pick = lambda options: 0
        self.is_timid = False

    def choose(self, options):
        position = self.position
        if position == len(self.taken):
            if position >= self.limit:
                raise Stop
            self.taken.append(self.pick(options))
            self.options.append(options)
        self.position += 1
        return self.taken[position]

    def shuffle(self):
        """From now on scripts are random. Every other one goes the first way more often: it gets further."""
        choose = random.Random(1).randrange
        self.pick = lambda options: 0 if self.is_timid and choose(2) else choose(options)
        self.advance = self.restart
        self.restart()

    def restart(self):
        self.is_timid = not self.is_timid
        self.taken.clear()
        self.position = 0
        return True

    def advance(self):
        self.position = 0
        while self.taken and self.taken[-1] + 1 == self.options[-1]:
            self.taken.pop()
            self.options.pop()
        if not self.taken:
            return False
        self.taken[-1] += 1
        return True


class Owners:
    """Of what was asked for at a place: the names that have always held it where anybody did, and by which ways the program has come there where nobody did."""

    def __init__(self):
        self.names = None
        self.ways = set()


class World:
    """Everything a program can reach that is not its own; a new one for each script."""

    def begin(self, script, raises, changes, charged):
        self.script = script
        self.pending = []
        self.raises = raises
        self.changes = changes
        self.charged = charged
        self.objects = {}
        self.lost = set()
        self.way = ""
        self.made = 0
        self.derefs = 0

    def make(self):
        node = Object()
        node.key = self.made = self.made + 1
        self.objects[node.key] = node
        return node

    def make_or_not(self):
        """What an unknown function gives. A handle is made of something."""
        if self.granted is None or "ref(" in self.lines[sys._getframe(1).f_lineno - 1]:
            return self.make()
        if self.script.choose(2):
            return None
        node = self.make()
        node.is_unknown = True
        return node

    def is_held_by_the_world_alone(self, key):
        return sys.getrefcount(self.objects[key]) == self.alone

    def collect(self, key, made_at):
        """The collector's chance when a handle is asked: whether it gives nothing now."""
        self.derefs += 1
        if self.derefs > MAX_DEREFS:
            raise Stop
        is_alone = key in self.objects and self.is_held_by_the_world_alone(key)
        place = self.place_of(made_at) if self.may_revive else None
        if self.may_revive:
            self.note_owners(place, key, is_alone)
        may_go = is_alone or key in self.lost or self.may_go_here(place)
        self.way = str(hash((self.way, place)))
        self.lost.discard(key)
        if not may_go or not self.script.choose(2):
            return False
        if self.may_revive:
            self.lost.add(key)
        else:
            del self.objects[key]
        return True

    def place_of(self, made_at):
        """The lines of the program that wait for the answer, and the one that made the handle."""
        return f"{' '.join(str(frame.f_lineno) for frame in frames_of_program())}/{made_at}"

    def may_go_here(self, place):
        granted = self.granted
        return granted is not None and (self.way not in granted["losing"].get(place, [self.way]) or not self.waiting_lines().isdisjoint(granted["anytime"]))

    def note_owners(self, place, key, is_alone):
        names = set()
        for frame in frames_of_program():
            for name, value in locals_of(frame):
                held = {name: value, **{f"{name}.{member}": one for member, one in getattr(value, "__dict__", {}).items()}}
                names.update((frame.f_code.co_name, of) for of, one in held.items() if type(one) is Object and one.key == key)
        owners = self.owners.setdefault(place, Owners())
        if is_alone:
            owners.ways.add(self.way)
        else:
            owners.names = names if owners.names is None else owners.names & names

    def waiting_lines(self):
        return {frame.f_lineno for frame in frames_of_program()}


def frames_of_program():
    """Innermost first."""
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == FILE:
            yield frame
        frame = frame.f_back


def locals_of(frame):
    """Before Python 3.13 a frame keeps the dictionary it has made of them, and with it what they held."""
    made = frame.f_locals
    found = list(made.items())
    if frame.f_code.co_flags & inspect.CO_OPTIMIZED and isinstance(made, dict):
        made.clear()
    return found


world = World()
world.may_revive = False
world.granted = None


class Several(list):
    """A list of handles."""

    def __iter__(self):
        if world.granted is not None and world.script.choose(2):
            return iter([] if self[:] else [weakref.ref(world.make())])
        return super().__iter__()


class MayBeOfAnotherClass(type):
    def __instancecheck__(cls, instance):
        return type(instance) is Object and world.script.choose(2) == 0


class Node(metaclass=MayBeOfAnotherClass):
    """What programs know by that name."""


class Object(Node):
    x = 0
    is_unknown = False

    @property
    def extra(self):
        """Some objects have it."""
        if world.script.choose(2):
            raise AttributeError("extra")
        return 0

    def __bool__(self):
        return world.script.choose(2) == 0

    def __len__(self):
        return 1

    def __iter__(self):
        return iter(())

    def __getitem__(self, key):
        return 0

    def __setitem__(self, key, value):
        pass

    def __add__(self, other):
        return 0

    def __enter__(self):
        pass

    def __exit__(self, *error):
        pass

    def __call__(self):
        return 0

    def touch(self):
        return 0

    def risky(self):
        if world.script.choose(2):
            raise ValueError
        return 0


class AdversarialRef(weakref.ref):
    __slots__ = ("key", "has_answered", "made_at")

    def __init__(self, target, callback=None):
        super().__init__(target, callback)
        self.key = target.key
        # A weak dictionary's are made where it is written to.
        self.made_at = next((frame.f_lineno for frame in frames_of_program()), None)
        self.has_answered = False

    def __call__(self):
        target = None if world.collect(self.key, self.made_at) else super().__call__()
        if target is not None:
            self.has_answered = True
        elif self.has_answered:
            world.changes.add(line_of(sys._getframe(1), world.charged))
        return target


class AdversarialCache(dict):
    """What programs know as a weak dictionary: it looks at its handles as the collector likes."""

    def __setitem__(self, key, value):
        super().__setitem__(key, weakref.ref(value))

    def get(self, key):
        return super().__getitem__(key)()

    def __getitem__(self, key):
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key):
        return self.get(key) is not None


def fill(cache):
    cache["a"] = world.make()


def work(*values):
    failure = 0 if values else world.script.choose(3)
    if failure:
        raise ValueError if failure == 1 else AttributeError("for reasons of its own")


def defer(job):
    """The program leaves it for when it has ended."""
    world.pending.append(job)


def unseen(called):
    """Calls a function within the function. Where that is granted, what goes wrong in it is no news to who calls it."""
    try:
        return called()
    except (AttributeError, TypeError) as error:
        if world.granted is None or not is_of_absent(error):
            raise
        world.raises.add(blamed(error, world.charged))
        return None


def perhaps(value):
    """What is tested: where it is granted, each test of what an unknown function gave stands by itself."""
    return None if type(value) is Object and value.is_unknown and world.script.choose(2) else value


def disjunction(is_true):
    """Where it is granted, which of the tests has decided is not known later."""
    return is_true or (world.granted is not None and world.script.choose(2) == 1)


def conjunction(is_true):
    return is_true and (world.granted is None or world.script.choose(2) == 0)


def turns(entries):
    """Where it is granted, what a loop goes over may be empty."""
    return () if world.granted is not None and world.script.choose(2) else entries


class Harmless:
    """What an absent value raises is no harm."""

    def __enter__(self):
        pass

    def __exit__(self, kind, error, traceback):
        return isinstance(error, (AttributeError, TypeError)) and is_of_absent(error)


def reached(line):
    world.reached.add(line)


def line_of(frame, charged):
    while frame.f_code.co_filename != FILE or frame.f_lineno in charged:
        frame = frame.f_back
    return frame.f_lineno


class Pause:
    def __await__(self):
        yield
        # Where it is granted, what is waited for may fail.
        if world.granted is not None and world.script.choose(2):
            raise ValueError


def measure():
    """How many references there are to an object that nobody but the world holds."""
    world.begin(Script(0), set(), set(), set())
    world.make()
    (key,) = world.objects
    world.alone = 0
    while not world.is_held_by_the_world_alone(key):
        world.alone += 1


def start(space, program):
    if program["entry"] == "method":
        return space["Owner"]().run()
    return space["run"](*(weakref.ref(world.make()) for _ in range(program["parameters"])))


def run(space, program):
    running = start(space, program)
    if isinstance(running, types.CoroutineType):
        try:
            while True:
                running.send(None)
        except StopIteration:
            pass
    elif isinstance(running, types.GeneratorType):
        run_to_end(running)


def run_to_end(generator):
    """Where it is granted, what a generator gives its turn to may fail."""
    try:
        next(generator)
        while True:
            if world.granted is not None and world.script.choose(2):
                generator.throw(ValueError())
            else:
                next(generator)
    except StopIteration:
        pass


def attempt(action):
    try:
        action()
    except (AttributeError, TypeError) as error:
        if is_of_absent(error):
            world.raises.add(blamed(error, world.charged))
    except (Stop, AssertionError, LookupError, ValueError):
        pass


def is_of_absent(error):
    return "NoneType" in str(error)


def blamed(error, charged):
    """The innermost line of the program that an error is to be charged to."""
    line = None
    entry = error.__traceback__
    while entry is not None:
        if entry.tb_frame.f_code.co_filename == FILE and entry.tb_lineno not in charged:
            line = entry.tb_lineno
        entry = entry.tb_next
    return line


def is_settled(program, raises, changes):
    sought = program.get("sought")
    return sought is not None and raises.issuperset(sought["raises"]) and (raises | changes).issuperset(sought["changes"])


def unowned():
    """Where nobody has always owned what was asked for."""
    return {place: list(owners.ways) for place, owners in world.owners.items() if owners.ways or not owners.names}


def explore(program, limits):
    world.granted = program.get("granted")
    world.lines = program["executable"].split("\n")
    raises, changes, charged = set(), set(), set(program["charged"])
    world.reached = set()
    world.owners = {}
    script = Script(limits["choices"])
    runs = 0
    try:
        space = {"__name__": "program", "HERE": None, "harmless": Harmless(), "reached": reached, "Several": Several}
        exec(compile(program["executable"], FILE, "exec", dont_inherit=True), space)
        has_more = True
        while has_more and runs < limits["runs"] and not is_settled(program, raises, changes):
            runs += 1
            world.begin(script, raises, changes, charged)
            attempt(lambda: run(space, program))
            for job in world.pending:
                attempt(job)
            has_more = script.advance()
            if has_more and runs == limits["runs"] // 2:
                script.shuffle()
    except Exception as error:
        return {"broken": f"{type(error).__name__}: {error}"}
    return {"raises": sorted(raises), "changes": sorted(changes), "reached": sorted(world.reached), "unowned": unowned(), "runs": runs, "isComplete": not has_more}


elsewhere = types.ModuleType("elsewhere")
elsewhere.Node = Node
elsewhere.conjunction = conjunction
elsewhere.defer = defer
elsewhere.disjunction = disjunction
elsewhere.fill = fill
elsewhere.flip = lambda: world.script.choose(2) == 1
elsewhere.lock = contextlib.nullcontext
elsewhere.make = world.make_or_not
elsewhere.pause = Pause
elsewhere.perhaps = perhaps
elsewhere.some = lambda: range(world.script.choose(3))
elsewhere.turns = turns
elsewhere.unseen = unseen
elsewhere.work = work
sys.modules["elsewhere"] = elsewhere
weakref.ref = AdversarialRef
weakref.WeakValueDictionary = AdversarialCache

measure()
gc.disable()
for line in sys.stdin:
    question = json.loads(line)
    world.may_revive = question["limits"]["mayRevive"]
    print(json.dumps([explore(program, question["limits"]) for program in question["programs"]]), flush=True)

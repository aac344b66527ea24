# --- wrong answer 1: I copy the dictionary only, not the tensors in it, and these are overwritten in place
def load_all(parts, states):
    before = {name: dict(part.state_dict()) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except BaseException:
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise

# --- wrong answer 2: I make the deep copy when I give the state back, when it has changed already
def load_all(parts, states):
    before = {name: part.state_dict() for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except BaseException:
        for name, part in parts.items():
            part.load_state_dict(copy.deepcopy(before[name]))
        raise

# --- wrong answer 3: I catch Exception, and Ctrl-C is none
def load_all(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except Exception:
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise

# --- wrong answer 4: I thought that Exception and KeyboardInterrupt are all there is; sys.exit() is neither
def load_all(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except (Exception, KeyboardInterrupt):
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise

# --- wrong answer 5: I give back the parts that were loaded, not the one that failed halfway
def load_all(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    done = []
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
            done.append(name)
    except BaseException:
        for name in done:
            parts[name].load_state_dict(before[name])
        raise

# --- wrong answer 6: I give back only the part that failed; those before it keep their new states
def load_all(parts, states):
    for name, part in parts.items():
        before = copy.deepcopy(part.state_dict())
        try:
            part.load_state_dict(states[name])
        except BaseException:
            part.load_state_dict(before)
            raise

# --- wrong answer 7: I raise an error of my own with a nicer message, so another one goes on its way
def load_all(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except BaseException as error:
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise RuntimeError(f"could not load all parts: {error}") from error

# --- wrong answer 8: I pair parts and states by their order and not by their names
def load_all(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for part, state in zip(parts.values(), states.values()):
            part.load_state_dict(state)
    except BaseException:
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise

# --- wrong answer 9: I try it out on copies first and then believe that nothing can go wrong; Ctrl-C still can
def load_all(parts, states):
    for name, part in parts.items():
        copy.deepcopy(part).load_state_dict(states[name])
    for name, part in parts.items():
        part.load_state_dict(states[name])

# --- wrong answer 10: I put copies of the parts back into the dictionary; the objects themselves stay changed
def load_all(parts, states):
    before = {name: copy.deepcopy(part) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except BaseException:
        for name in parts:
            parts[name] = before[name]
        raise

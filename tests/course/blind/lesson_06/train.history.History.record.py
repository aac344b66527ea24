# --- wrong answer 1: I take the epoch's number for its place, right only for a history that counts 1, 2, 3, ...
def record(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(epoch - 1)
    for name in logs:
        if name not in self.history:
            self.history[name] = [math.nan] * len(self.epochs)
    self.epochs.append(epoch)
    for name, column in self.history.items():
        column.append(logs.get(name, math.nan))

# --- wrong answer 2: I add the epoch first and then fill up new columns, which get one entry too many
def record(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    self.epochs.append(epoch)
    for name in logs:
        if name not in self.history:
            self.history[name] = [math.nan] * len(self.epochs)
    for name, column in self.history.items():
        column.append(logs.get(name, math.nan))

# --- wrong answer 3: only the columns in logs get an entry, the others stay short
def record(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name, value in logs.items():
        if name not in self.history:
            self.history[name] = [math.nan] * len(self.epochs)
        self.history[name].append(value)
    self.epochs.append(epoch)

# --- wrong answer 4: I fill in NaN with "or", and a value of 0 becomes NaN, too
def record(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        if name not in self.history:
            self.history[name] = [math.nan] * len(self.epochs)
    self.epochs.append(epoch)
    for name, column in self.history.items():
        column.append(logs.get(name) or math.nan)

# --- wrong answer 5: I count the epochs before I cut, so a name that is new when going back has a column too long
def record(self, epoch, logs):
    length = len(self.epochs)
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        if name not in self.history:
            self.history[name] = [math.nan] * length
    self.epochs.append(epoch)
    for name, column in self.history.items():
        column.append(logs.get(name, math.nan))

# --- wrong answer 6: I make all new columns at once with fromkeys, and they are one and the same list
def record(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    new = [name for name in logs if name not in self.history]
    self.history.update(dict.fromkeys(new, [math.nan] * len(self.epochs)))
    self.epochs.append(epoch)
    for name, column in self.history.items():
        column.append(logs.get(name, math.nan))

# --- wrong answer 7: if a number is missing I repeat the last one that there was
def record(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        if name not in self.history:
            self.history[name] = [math.nan] * len(self.epochs)
    self.epochs.append(epoch)
    for name, column in self.history.items():
        last = column[-1] if column else math.nan
        column.append(logs.get(name, last))

# --- wrong answer 8: I put the missing NaN into the caller's own logs
def record(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in self.history:
        logs.setdefault(name, math.nan)
    for name, value in logs.items():
        self.history.setdefault(name, [math.nan] * len(self.epochs)).append(value)
    self.epochs.append(epoch)

# --- wrong answer 9: an epoch that is there already I overwrite in its place, and keep those after it
def record(self, epoch, logs):
    for name in logs:
        if name not in self.history:
            self.history[name] = [math.nan] * len(self.epochs)
    if epoch in self.epochs:
        place = self.epochs.index(epoch)
        for name, column in self.history.items():
            column[place] = logs.get(name, math.nan)
    else:
        self.epochs.append(epoch)
        for name, column in self.history.items():
            column.append(logs.get(name, math.nan))

# --- wrong answer 10: I fill a new column with epoch - 1 NaNs, as if a history always began with epoch 1
def record(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        if name not in self.history:
            self.history[name] = [math.nan] * (epoch - 1)
    self.epochs.append(epoch)
    for name, column in self.history.items():
        column.append(logs.get(name, math.nan))

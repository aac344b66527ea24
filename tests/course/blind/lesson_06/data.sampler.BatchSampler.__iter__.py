# --- wrong answer 1: I empty the list with clear() after handing it out, so the loop's lists go empty behind its back
def __iter__(self):
    batch = []
    for position in self.sampler:
        batch.append(position)
        if len(batch) == self.batch_size:
            yield batch
            batch.clear()
    if batch and not self.drop_last:
        yield batch

# --- wrong answer 2: I hand out what is left without asking whether anything is left: an empty list at the end
def __iter__(self):
    batch = []
    for position in self.sampler:
        batch.append(position)
        if len(batch) == self.batch_size:
            yield batch
            batch = []
    if not self.drop_last:
        yield batch

# --- wrong answer 3: I make a list of the whole sampler first and slice it; too early, and never if it does not end
def __iter__(self):
    positions = list(self.sampler)
    for start in range(0, len(positions), self.batch_size):
        batch = positions[start:start + self.batch_size]
        if len(batch) == self.batch_size or not self.drop_last:
            yield batch

# --- wrong answer 4: I mixed up which way drop_last goes: the short list comes only when it should be dropped
def __iter__(self):
    batch = []
    for position in self.sampler:
        batch.append(position)
        if len(batch) == self.batch_size:
            yield batch
            batch = []
    if batch and self.drop_last:
        yield batch

# --- wrong answer 5: I hand a full list out only when the next position has come: one position too many is read
def __iter__(self):
    batch = []
    for position in self.sampler:
        if len(batch) == self.batch_size:
            yield batch
            batch = []
        batch.append(position)
    if batch and (len(batch) == self.batch_size or not self.drop_last):
        yield batch

# --- wrong answer 6: I take the filling of zip_longest out with "if p", and position 0 goes with it
def __iter__(self):
    for group in itertools.zip_longest(*[iter(self.sampler)] * self.batch_size):
        batch = [p for p in group if p]
        if len(batch) == self.batch_size or not self.drop_last:
            yield batch

# --- wrong answer 7: I thought that with drop_last the positions left over come first in the next epoch, so I keep them
def __iter__(self):
    batch = getattr(self, "left", [])
    self.left = []
    for position in self.sampler:
        batch.append(position)
        if len(batch) == self.batch_size:
            yield batch
            batch = []
    if batch:
        if self.drop_last:
            self.left = batch
        else:
            yield batch

# --- wrong answer 8: I tell by the position itself that a list is full, which is right only if they come as 0, 1, 2, ...
def __iter__(self):
    batch = []
    for position in self.sampler:
        batch.append(position)
        if (position + 1) % self.batch_size == 0:
            yield batch
            batch = []
    if batch and not self.drop_last:
        yield batch

# --- wrong answer 9: I call next() until it ends, but its StopIteration becomes a RuntimeError, and the rest is lost
def __iter__(self):
    positions = iter(self.sampler)
    while True:
        batch = []
        for _ in range(self.batch_size):
            batch.append(next(positions))
        yield batch

# --- wrong answer 10: I work out the number of lists from len(self.sampler), which a sampler need not have
def __iter__(self):
    positions = iter(self.sampler)
    full, left = divmod(len(self.sampler), self.batch_size)
    for _ in range(full):
        yield list(itertools.islice(positions, self.batch_size))
    if left and not self.drop_last:
        yield list(positions)

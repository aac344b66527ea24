# --- wrong answer 1: I clear the gradients once, before the loop, so they add up over the batches
def train_epoch(model, loss, optimizer, batches):
    model.train()
    tally = Tally(loss)
    optimizer.zero_grad()
    for *inputs, target in batches:
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]

# --- wrong answer 2: I clear the gradients between backward and step, so the step has nothing to go by
def train_epoch(model, loss, optimizer, batches):
    model.train()
    tally = Tally(loss)
    for *inputs, target in batches:
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        optimizer.zero_grad()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]

# --- wrong answer 3: I forgot the brackets of model.train, so a model that was just measured stays in eval mode
def train_epoch(model, loss, optimizer, batches):
    model.train
    tally = Tally(loss)
    for *inputs, target in batches:
        optimizer.zero_grad()
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]

# --- wrong answer 4: I note each batch's loss and return the mean of these: the mean of means
def train_epoch(model, loss, optimizer, batches):
    model.train()
    values = []
    for *inputs, target in batches:
        optimizer.zero_grad()
        value = loss(model(*inputs), target)
        value.backward()
        optimizer.step()
        values.append(value.item())
    return float(np.mean(values))

# --- wrong answer 5: I ask the model again after the step, and report the loss of the new weights
def train_epoch(model, loss, optimizer, batches):
    model.train()
    tally = Tally(loss)
    for *inputs, target in batches:
        optimizer.zero_grad()
        loss(model(*inputs), target).backward()
        optimizer.step()
        prediction = model(*inputs)
        tally.update(loss(prediction, target), prediction, target)
    return tally.compute()["loss"]

# --- wrong answer 6: I take a batch for a pair: a model with two inputs gets "too many values to unpack"
def train_epoch(model, loss, optimizer, batches):
    model.train()
    tally = Tally(loss)
    for x, y in batches:
        optimizer.zero_grad()
        prediction = model(x)
        value = loss(prediction, y)
        value.backward()
        optimizer.step()
        tally.update(value, prediction, y)
    return tally.compute()["loss"]

# --- wrong answer 7: I step before backward, so each step uses the gradients of the batch before, and the last gets none
def train_epoch(model, loss, optimizer, batches):
    model.train()
    tally = Tally(loss)
    for *inputs, target in batches:
        prediction = model(*inputs)
        value = loss(prediction, target)
        optimizer.step()
        optimizer.zero_grad()
        value.backward()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]

# --- wrong answer 8: I clear after the step, so gradients that the model brings along are in the first step
def train_epoch(model, loss, optimizer, batches):
    model.train()
    tally = Tally(loss)
    for *inputs, target in batches:
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        optimizer.step()
        optimizer.zero_grad()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]

# --- wrong answer 9: I weigh by rows myself and not with the tally, and forgot the losses that are sums already
def train_epoch(model, loss, optimizer, batches):
    model.train()
    total, rows = 0.0, 0
    for *inputs, target in batches:
        optimizer.zero_grad()
        value = loss(model(*inputs), target)
        value.backward()
        optimizer.step()
        total += value.item() * len(target)
        rows += len(target)
    return total / rows

# --- wrong answer 10: I make a new tally for each batch, so the number is that of the last batch
def train_epoch(model, loss, optimizer, batches):
    model.train()
    for *inputs, target in batches:
        tally = Tally(loss)
        optimizer.zero_grad()
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]

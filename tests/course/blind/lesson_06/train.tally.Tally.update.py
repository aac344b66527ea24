# --- wrong answer 1: I add up the batches' means and count batches, which is the mean of means
def update(self, loss, prediction, target):
    value = loss.item()
    self.total += value
    self.rows += 1
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value

# --- wrong answer 2: I multiply by the rows always, also if the loss is a sum already
def update(self, loss, prediction, target):
    value = loss.item()
    rows = num_rows(target)
    self.total += value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value

# --- wrong answer 3: I add up the tensor itself, so the total is a tensor and keeps the tape of each batch alive
def update(self, loss, prediction, target):
    rows = num_rows(target)
    self.total = self.total + (loss if self.sums else loss * rows)
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return loss.item()

# --- wrong answer 4: I go through the dictionary of metrics as if it were a list, and get names
def update(self, loss, prediction, target):
    value = loss.item()
    rows = num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics:
        metric.update(prediction.detach(), target)
    return value

# --- wrong answer 5: I give the metrics the prediction as it is, still on the tape
def update(self, loss, prediction, target):
    value = loss.item()
    rows = num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction, target)
    return value

# --- wrong answer 6: I thought no_grad() takes a prediction off the tape that it is on already
def update(self, loss, prediction, target):
    value = loss.item()
    rows = num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    with zerodl.no_grad():
        for metric in self.metrics.values():
            metric.update(prediction, target)
    return value

# --- wrong answer 7: my return is one step too far to the right: one metric is told, and without metrics None comes back
def update(self, loss, prediction, target):
    value = loss.item()
    rows = num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
        return value

# --- wrong answer 8: I count the numbers in the target and not its rows, which differs if a row has several
def update(self, loss, prediction, target):
    value = loss.item()
    rows = int(np.prod(target.shape))
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value

# --- wrong answer 9: for a loss that is a sum I divide first, and then return the mean and not the loss I was given
def update(self, loss, prediction, target):
    rows = num_rows(target)
    value = loss.item()
    if self.sums:
        value = value / rows
    self.total += value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value

# --- wrong answer 10: I return the mean so far, not the loss of this batch; they agree for the first batch only
def update(self, loss, prediction, target):
    value = loss.item()
    rows = num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return self.total / self.rows

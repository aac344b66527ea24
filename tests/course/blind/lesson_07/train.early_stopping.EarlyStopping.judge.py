# --- wrong answer 1: waited is not set back, so bad epochs are counted in all and not in a row
def judge(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best = value
        self.best_epoch = trainer.epoch
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
    else:
        self.waited += 1
        if self.waited >= self.patience:
            trainer.stop(f"no better for {count(self.waited, 'epoch')}")


# --- wrong answer 2: copies the dictionary, and the tensors in it are still those of the model
def judge(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = dict(trainer.model.state_dict())
    else:
        self.waited += 1
        if self.waited >= self.patience:
            trainer.stop("no longer better")


# --- wrong answer 3: stops one epoch too late, when more than patience epochs were waited for
def judge(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
    else:
        self.waited += 1
        if self.waited > self.patience:
            trainer.stop(f"no better for {count(self.patience, 'epoch')}")


# --- wrong answer 4: keeps the weights whether restore_best says so or not
def judge(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best = value
        self.best_epoch = trainer.epoch
        self.waited = 0
        self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
    else:
        self.waited += 1
        if self.waited >= self.patience:
            trainer.stop("patience is at an end")


# --- wrong answer 5: compares by itself, and small is always good: mode is forgotten
def judge(self, trainer, value):
    if self.best is None or value < self.best - self.min_delta:
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
    else:
        self.waited += 1
        if self.waited >= self.patience:
            trainer.stop("the loss no longer falls")


# --- wrong answer 6: saves the weights when it stops, which are those of the last epoch and not of the best
def judge(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        return
    self.waited += 1
    if self.waited >= self.patience:
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        trainer.stop("no longer better")


# --- wrong answer 7: takes the number of the epoch for an index from 0, and adds 1
def judge(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch + 1, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
    else:
        self.waited += 1
        if self.waited >= self.patience:
            trainer.stop(f"best was epoch {self.best_epoch}")


# --- wrong answer 8: compares with the epoch before and not with the best one, as best is overwritten each time
def judge(self, trainer, value):
    better = is_better(value, self.best, self.mode, self.min_delta)
    self.best = value
    if better:
        self.best_epoch, self.waited = trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
    else:
        self.waited += 1
        if self.waited >= self.patience:
            trainer.stop("no longer better")


# --- wrong answer 9: copies the weights only once, when there are none yet, so those of the first good epoch stay
def judge(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best and self.weights is None:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
    else:
        self.waited += 1
        if self.waited >= self.patience:
            trainer.stop("no longer better")


# --- wrong answer 10: "not self.best" for the first epoch, which is true of a best value of 0.0 as well
def judge(self, trainer, value):
    if not self.best or is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
    else:
        self.waited += 1
        if self.waited >= self.patience:
            trainer.stop(f"no better for {count(self.waited, 'epoch')}")

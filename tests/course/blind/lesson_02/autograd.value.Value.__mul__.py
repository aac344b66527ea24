# --- wrong answer 1: the slopes are the wrong way round (each gets its own number instead of the other's)
def __mul__(self, other):
    other = as_value(other)
    return Value(self.data * other.data, (self, other), (self.data, other.data), "*")

# --- wrong answer 2: forgets as_value, so a plain number fails
def __mul__(self, other):
    return Value(self.data * other.data, (self, other), (other.data, self.data), "*")

# --- wrong answer 3: copied from __add__ with the slopes 1 left in
def __mul__(self, other):
    other = as_value(other)
    return Value(self.data * other.data, (self, other), (1.0, 1.0), "*")

# --- wrong answer 4: builds the Value but forgets to return it
def __mul__(self, other):
    other = as_value(other)
    product = self.data * other.data
    result = Value(product, (self, other), (other.data, self.data), "*")

# --- wrong answer 5: the sign of the operation was left at "+"
def __mul__(self, other):
    other = as_value(other)
    return Value(self.data * other.data, (self, other), (other.data, self.data), "+")

# --- wrong answer 6: multiplies the Values themselves, so the method calls itself without end (RecursionError)
def __mul__(self, other):
    other = as_value(other)
    return Value(self * other, (self, other), (other.data, self.data), "*")

# --- wrong answer 7: special case for x * x with one parent, and the slope lacks the factor 2
def __mul__(self, other):
    other = as_value(other)
    if other is self:
        return Value(self.data ** 2, (self,), (self.data,), "*")
    return Value(self.data * other.data, (self, other), (other.data, self.data), "*")

# --- wrong answer 8: stores the product in self first, so self is changed and the second slope is the product
def __mul__(self, other):
    other = as_value(other)
    self.data = self.data * other.data
    return Value(self.data, (self, other), (other.data, self.data), "*")

# --- wrong answer 9: turns only floats into Values, so a whole number such as 3 fails
def __mul__(self, other):
    if isinstance(other, float):
        other = Value(other)
    slopes = (other.data, self.data)
    return Value(self.data * other.data, (self, other), slopes, "*")

# --- wrong answer 10: takes the gradients (still 0) for the slopes
def __mul__(self, other):
    other = as_value(other)
    slope_self = other.data * self.grad
    slope_other = self.data * other.grad
    return Value(self.data * other.data, (self, other), (slope_self, slope_other), "*")

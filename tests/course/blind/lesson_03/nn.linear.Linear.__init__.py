# --- wrong answer 1: forgets super().__init__(), so what every layer needs (training) is never set up
def __init__(self, in_features, out_features, bias=True):
    self.in_features = in_features
    self.out_features = out_features
    bound = init.linear_bound(in_features)
    dtype = config.get_default_dtype()
    self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), dtype)), -bound, bound)
    if bias:
        self.bias = init.uniform_(Parameter(np.empty((out_features,), dtype)), -bound, bound)
    else:
        self.bias = None

# --- wrong answer 2: the weight is (in, out), a row for each input
def __init__(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features = in_features
    self.out_features = out_features
    bound = init.linear_bound(in_features)
    dtype = config.get_default_dtype()
    self.weight = init.uniform_(Parameter(np.empty((in_features, out_features), dtype)), -bound, bound)
    if bias:
        self.bias = init.uniform_(Parameter(np.empty((out_features,), dtype)), -bound, bound)
    else:
        self.bias = None

# --- wrong answer 3: gives np.empty no dtype, so the parameters are float64
def __init__(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features = in_features
    self.out_features = out_features
    bound = init.linear_bound(in_features)
    self.weight = Parameter(np.empty((out_features, in_features)))
    init.uniform_(self.weight, -bound, bound)
    self.bias = None
    if bias:
        self.bias = Parameter(np.empty(out_features))
        init.uniform_(self.bias, -bound, bound)

# --- wrong answer 4: with bias=False the attribute bias is not set at all
def __init__(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features = in_features
    self.out_features = out_features
    bound = init.linear_bound(in_features)
    dtype = config.get_default_dtype()
    self.weight = Parameter(np.empty((out_features, in_features), dtype))
    init.uniform_(self.weight, -bound, bound)
    if bias:
        self.bias = Parameter(np.empty((out_features,), dtype))
        init.uniform_(self.bias, -bound, bound)

# --- wrong answer 5: takes the bound of the bias from its own length, the outputs, where both have the bound of the inputs
def __init__(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features = in_features
    self.out_features = out_features
    dtype = config.get_default_dtype()
    weight_bound = init.linear_bound(in_features)
    self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), dtype)), -weight_bound, weight_bound)
    if bias:
        bias_bound = init.linear_bound(out_features)
        self.bias = init.uniform_(Parameter(np.empty((out_features,), dtype)), -bias_bound, bias_bound)
    else:
        self.bias = None

# --- wrong answer 6: spreads from 0 to bound, so no weight is ever negative
def __init__(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features = in_features
    self.out_features = out_features
    bound = init.linear_bound(in_features)
    dtype = config.get_default_dtype()
    self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), dtype)), 0, bound)
    self.bias = init.uniform_(Parameter(np.empty((out_features,), dtype)), 0, bound) if bias else None

# --- wrong answer 7: the bias begins with zeros instead of random numbers
def __init__(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features = in_features
    self.out_features = out_features
    bound = init.linear_bound(in_features)
    dtype = config.get_default_dtype()
    self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), dtype)), -bound, bound)
    if bias:
        self.bias = Parameter(np.zeros((out_features,), dtype))
    else:
        self.bias = None

# --- wrong answer 8: weight and bias are plain NumPy arrays and no Parameters, so nothing says that they are to be learned
def __init__(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features = in_features
    self.out_features = out_features
    bound = init.linear_bound(in_features)
    dtype = config.get_default_dtype()
    self.weight = np.random.uniform(-bound, bound, (out_features, in_features)).astype(dtype)
    if bias:
        self.bias = np.random.uniform(-bound, bound, out_features).astype(dtype)
    else:
        self.bias = None

# --- wrong answer 9: sets the bias before the weight, so the order of the attributes is wrong
def __init__(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features = in_features
    self.out_features = out_features
    bound = init.linear_bound(in_features)
    dtype = config.get_default_dtype()
    if bias:
        self.bias = Parameter(np.empty((out_features,), dtype))
        init.uniform_(self.bias, -bound, bound)
    else:
        self.bias = None
    self.weight = Parameter(np.empty((out_features, in_features), dtype))
    init.uniform_(self.weight, -bound, bound)

# --- wrong answer 10: stores the switch first and overwrites it only if it is on, so without a bias self.bias is False and not None
def __init__(self, in_features, out_features, bias=True):
    super().__init__()
    dtype = config.get_default_dtype()
    bound = init.linear_bound(in_features)
    self.in_features = in_features
    self.out_features = out_features
    self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), dtype)), -bound, bound)
    self.bias = bias
    if bias:
        self.bias = init.uniform_(Parameter(np.empty((out_features,), dtype)), -bound, bound)

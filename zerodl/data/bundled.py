"""Small real tables that come with scikit-learn; no download."""

import numpy as np

from ..autograd.tensor import Tensor
from .table import Table


def load_breast_cancer():
    """Of 569 lumps, 30 measurements of cell nuclei seen through a microscope, and whether the lump was malignant.

    Classes: 0 malignant (212), 1 benign (357).
    Source: Street, Wolberg and Mangasarian (1993); its copy in scikit-learn.
    Example:
        >>> load_breast_cancer()
        Table of 569 rows, 30 features, diagnosis (one of 2 classes)
    """
    return _table("load_breast_cancer", "diagnosis")


def load_wine():
    """Of 178 wines from one region, 13 chemical measurements, and which of 3 growers made the wine.

    Source: Forina et al. (1988); its copy in scikit-learn.
    Example:
        >>> load_wine()
        Table of 178 rows, 13 features, grower (one of 3 classes)
    """
    return _table("load_wine", "grower")


def load_iris():
    """Of 150 irises, the length and width of sepals and petals in cm, and which of 3 species they are.

    Source: Fisher (1936); its copy in scikit-learn.
    Example:
        >>> load_iris().classes
        ['setosa', 'versicolor', 'virginica']
    """
    return _table("load_iris", "species")


def load_diabetes():
    """Of 442 patients, age, sex, body mass, blood pressure and six blood values, and how far diabetes got in a year.

    The target is a number from 25 to 346, which has no unit. Features are in their own units.

    Source: Efron, Hastie, Johnstone and Tibshirani (2004); its copy in scikit-learn.
    Example:
        >>> load_diabetes()
        Table of 442 rows, 10 features, progression (numbers)
        >>> load_diabetes().target.shape
        (442, 1)
    """
    return _table("load_diabetes", "progression", scaled=False)


def _table(name, target_name, **settings):
    from sklearn import datasets  # here, because it takes more than a second to import

    bunch = getattr(datasets, name)(**settings)
    classes = [str(c) for c in bunch.target_names] if "target_names" in bunch else None
    target = bunch.target.astype(np.int64) if classes else bunch.target.astype(np.float32)[:, None]
    features = Tensor(bunch.data.astype(np.float32))
    return Table(features, Tensor(target), [str(f) for f in bunch.feature_names], [target_name], classes)

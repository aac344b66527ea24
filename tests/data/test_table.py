"""Tables: seeded splits, and standardising that the held-out rows have no say in."""

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler as Oracle

import zerodl
from zerodl.data import StandardScaler, Table, load_breast_cancer, load_diabetes, load_iris, load_wine
from zerodl.errors import ArgumentError, ShapeError

BUNDLED = {
    load_breast_cancer: (569, 30, 2),
    load_wine: (178, 13, 3),
    load_iris: (150, 4, 3),
    load_diabetes: (442, 10, None),
}


@pytest.mark.parametrize(("load", "expected"), BUNDLED.items(), ids=lambda x: getattr(x, "__name__", ""))
def test_bundled_tables_are_scikit_learns(load, expected):
    from sklearn import datasets

    table = load()
    n, f, c = expected
    assert (len(table), table.features.shape, len(table.feature_names)) == (n, (n, f), f)
    settings = {} if c else {"scaled": False}
    x, y = getattr(datasets, load.__name__)(return_X_y=True, **settings)
    np.testing.assert_array_equal(table.features.numpy(), x.astype(np.float32))
    np.testing.assert_array_equal(table.target.numpy(), y if c else y[:, None])
    assert table.classes is None if c is None else len(table.classes) == c
    assert table.target.dtype == (zerodl.int64 if c else zerodl.float32)


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("held_out", [0.2, 50])
def test_a_split_has_every_row_once_and_each_class_in_its_share(seed, held_out):
    table = load_wine()
    training, other = table.split(held_out, seed)
    assert len(other) == (36 if held_out == 0.2 else 50)
    both = np.concatenate([training.features.numpy(), other.features.numpy()])
    assert sorted(map(tuple, both)) == sorted(map(tuple, table.features.numpy()))
    share = np.bincount(other.target.numpy()) / np.bincount(table.target.numpy())
    assert np.all(np.abs(share - len(other) / len(table)) < 0.025)
    again = table.split(held_out, seed)[1]
    np.testing.assert_array_equal(again.features.numpy(), other.features.numpy())
    assert (other.classes, other.feature_names) == (table.classes, table.feature_names)


def test_the_splits_are_the_committed_ones():
    """They must not change from one NumPy to the next, for results are compared across them."""
    held_out = load_iris().split(10, seed=0)[1]
    assert held_out.target.tolist() == [0, 0, 0, 1, 1, 1, 1, 2, 2, 2]
    assert held_out.features[:3, 0].tolist() == pytest.approx(COMMITTED)
    assert load_iris().split(10, seed=1)[1].features[:3, 0].tolist() != held_out.features[:3, 0].tolist()


COMMITTED = [4.6, 4.4, 5.1]


def test_standardising_is_fitted_on_the_training_part_alone():
    training, held_out = load_diabetes().split(standardise=True)
    plain, plain_held_out = load_diabetes().split()
    oracle = Oracle().fit(plain.features.numpy().astype(np.float64))
    for part, raw in ((training, plain), (held_out, plain_held_out)):
        np.testing.assert_allclose(part.features.numpy(), oracle.transform(raw.features.numpy()), atol=2e-6)
        np.testing.assert_array_equal(part.target.numpy(), raw.target.numpy())
    back = training.scaler.inverse_transform(held_out.features)
    np.testing.assert_allclose(back.numpy(), plain_held_out.features.numpy(), rtol=1e-5)
    with pytest.raises(ArgumentError, match="this table is standardised already"):
        training.standardised()


def test_a_constant_column_and_a_code_stay_finite_and_as_they_are():
    x = zerodl.tensor([[0.1, 1.0, 5.0], [0.1, 0.0, 7.0], [0.1, 1.0, 9.0]])
    table = Table(x, None, ["constant", "code", "number"], numeric=[True, False, True])
    scaled = table.standardised()
    assert scaled.features[:, 0].tolist() == pytest.approx([0, 0, 0], abs=1e-7)
    assert scaled.features[:, 1].tolist() == [1, 0, 1]
    assert table.features[0, 2].item() == 5  # and the table is another


def test_a_scaler_can_be_saved_and_is_checked():
    x = np.random.default_rng(0).normal(3, 2, (20, 3))
    scaler = StandardScaler().fit(x)
    other = StandardScaler()
    other.load_state_dict(scaler.state_dict())
    np.testing.assert_array_equal(other.transform(x), scaler.transform(x))
    np.testing.assert_allclose(scaler.transform(x), Oracle().fit_transform(x), atol=1e-12)
    assert scaler.transform(zerodl.tensor([1, 2, 3])).dtype == zerodl.float32
    with pytest.raises(ArgumentError, match="call fit with the training rows first"):
        StandardScaler().transform(x)
    with pytest.raises(ShapeError, match=r"fitted on 3 columns, got shape \(20, 2\)"):
        scaler.transform(x[:, :2])
    with pytest.raises(ShapeError, match="at least one row"):
        StandardScaler().fit(x[:0])
    with pytest.raises(ShapeError, match=r"columns has shape \(2,\), the rows \(3,\)"):
        StandardScaler([True, False]).fit(x)


@pytest.mark.parametrize("held_out", [0, 1.0, 150, -1, True, 0.001])
def test_a_part_must_not_be_empty(held_out):
    with pytest.raises(ArgumentError, match="of 150 rows leaves one part empty"):
        load_iris().split(held_out)


def test_rows_can_be_chosen():
    table = load_iris()
    assert table.rows([3, 1]).features[1].tolist() == table[1][0].tolist()
    assert len(table.rows(np.arange(150) < 7)) == 7

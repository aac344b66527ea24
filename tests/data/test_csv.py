"""CSV files: what is read, and what is said of files that cannot be."""

import contextlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zerodl
from zerodl.data import DataLoader, from_csv, load_iris
from zerodl.data.csv_error import (
    CSVError,
    DuplicateColumnError,
    EmptyTableError,
    EncodingError,
    MissingColumnError,
    MissingValueError,
    NumberExpectedError,
    QuoteError,
    RaggedRowError,
    UnknownCategoryError,
)
from zerodl.errors import ArgumentError, DTypeError, FileError, ZerodlError

HOUSES = """rooms,area,town,price
3,70.5,Kyiv,100.5
2,50,Quito,80
4,92.25,Kyiv,155
3,66,Accra,99
"""


@pytest.fixture
def write(tmp_path):
    """Write a file and give its path."""

    def file(text, name="file.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return file


# --- what is read -----------------------------------------------------------------------------------------------------


def test_numbers_categories_and_a_target(write):
    table = from_csv(write(HOUSES), target="price")
    assert table.feature_names == ["rooms", "area", "town=Accra", "town=Kyiv", "town=Quito"]
    assert table.features.tolist() == [[3, 70.5, 0, 1, 0], [2, 50, 0, 0, 1], [4, 92.25, 0, 1, 0], [3, 66, 1, 0, 0]]
    assert table.target.tolist() == [[100.5], [80], [155], [99]]
    assert (table.features.dtype, table.target.dtype) == (zerodl.float32, zerodl.float32)
    assert (table.target_names, table.classes, table.numeric.tolist()) == (["price"], None, [True, True] + [False] * 3)
    assert table.categories == {"town": ["Accra", "Kyiv", "Quito"]}
    assert repr(table) == "Table of 4 rows, 5 features, price (numbers)"


def test_classes_of_texts_are_numbered_in_order(write):
    table = from_csv(write(HOUSES), target="town", drop="price")
    assert (table.classes, table.target.tolist(), table.target.dtype) == (
        ["Accra", "Kyiv", "Quito"], [1, 2, 1, 0], zerodl.int64,
    )  # fmt: skip
    assert table.feature_names == ["rooms", "area"]


def test_classes_of_numbers_are_in_their_order(write):
    table = from_csv(write("x,y\n1,10\n2,9\n3,10\n"), target="y", task="classification")
    assert (table.classes, table.target.tolist()) == (["9", "10"], [1, 0, 1])


def test_whole_numbers_as_a_target_may_be_either_and_must_be_said(write):
    path = write("x,y\n1,0\n2,1\n")
    with pytest.raises(CSVError, match="column 'y': the target has 2 different whole numbers, which may be classes or"):
        from_csv(path, target="y")
    assert from_csv(path, target="y", task="regression").target.tolist() == [[0], [1]]


def test_several_targets_places_and_chosen_features(write):
    path = write(HOUSES)
    table = from_csv(path, target=["price", "area"], features=["rooms"])
    assert (table.target.shape, table.target_names, table.feature_names) == ((4, 2), ["price", "area"], ["rooms"])
    assert from_csv(path, target=-1, drop=[2]).feature_names == ["rooms", "area"]
    assert from_csv(path).target is None
    assert from_csv(path)[0][0].shape == (7 - 1,)


def test_codes_instead_of_one_hot(write):
    table = from_csv(write(HOUSES), target="price", one_hot=False)
    assert table.feature_names == ["rooms", "area", "town"]
    assert table.features[:, 2].tolist() == [1, 2, 1, 0]
    assert table.numeric.tolist() == [True, True, False]


def test_numbers_may_be_categories(write):
    table = from_csv(write("code,y\n10,0.5\n9,1.5\n10,2\n"), target="y", categorical="code")
    assert table.feature_names == ["code=9", "code=10"]


@pytest.mark.parametrize(
    "text",
    [
        "a;b\n1,5;x\n2,5;y\n",
        "a\tb\n1,5\tx\n2,5\ty\n",
        "a|b\r\n1,5|x\r\n2,5|y\r\n",
        '"a";"b"\n"1,5"; "x"\n "2,5";y \n',
        "\n a;b \n\n1,5;x\n;\n2,5;y\n\n".replace(";\n2", "\n2"),
    ],
)
def test_delimiters_line_ends_blanks_quotes_and_decimal_commas(write, text):
    table = from_csv(write(text), target="b", decimal=",")
    assert (table.features.tolist(), table.classes) == ([[1.5], [2.5]], ["x", "y"])


def test_a_cell_may_hold_the_delimiter_a_quote_and_a_line_end(write):
    table = from_csv(write('a,b\n1,"x, ""y""\nz"\n2,w\n'), target="b")
    assert table.classes == ["w", 'x, "y"\nz']


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(write, encoding):
    path = write("größe,y\n1,é\n2,a\n", encoding=encoding)
    table = from_csv(path, target="y", encoding="utf-8" if encoding == "utf-8-sig" else encoding)
    assert (table.feature_names, table.classes) == (["größe"], ["a", "é"])


def test_formatted_numbers_are_neither_categories_nor_classes(write):
    path = write('x,y\n1,"1,234"\n2,"2,345"\n3,"4,100"\n')
    with pytest.raises(NumberExpectedError, match="'y': '1,234' looks like a number.*task='classification'") as e:
        from_csv(path, target="y")
    assert (e.value.row, e.value.column, e.value.value) == (1, "y", "1,234")
    with pytest.raises(NumberExpectedError, match="if ',' separates thousands, pass thousands=','; if that"):
        from_csv(path, target="y", task="regression")
    table = from_csv(path, target="y", thousands=",", task="regression")
    assert table.target.tolist() == [[1234], [2345], [4100]]
    assert from_csv(path, target="y", task="classification").classes == ["1,234", "2,345", "4,100"]
    assert from_csv(path, target="x", categorical="y", task="regression").feature_names[0] == "y=1,234"


@pytest.mark.parametrize(
    ("cell", "decimal", "thousands", "number"),
    [
        ("1.234,5", ",", ".", 1234.5), ("-1,234,567.25", ".", ",", -1234567.25), ("1 234", ".", " ", 1234),
        ("1\u202f234,5", ",", " ", 1234.5), ("1'234.5", ".", "'", 1234.5), ("12", ".", ",", 12),
        ("1e3", ".", ",", 1000),
        ("1,5", ".", ",", None), ("12,34", ".", ",", None), ("1.5", ",", None, None), ("1.5", ",", ".", None),
        ("1,2345", ".", ",", None),
    ],
)  # fmt: skip
def test_thousands_stand_in_groups_of_three(write, cell, decimal, thousands, number):
    path = write(f"x;y\n{cell};a\n")
    if number is None:
        with pytest.raises(NumberExpectedError):
            from_csv(path, target="y", decimal=decimal, thousands=thousands)
    else:
        assert from_csv(path, target="y", decimal=decimal, thousands=thousands).features.tolist() == [[number]]


def test_what_looks_like_dates_ranges_and_versions_stays_a_category(write):
    table = from_csv(write("a,b,c\n2024-01-31,18-25,1.2.3\n2024-02-01,26-35,1.2.4\n"))
    assert len(table.feature_names) == 6


def test_without_a_header_columns_are_numbered(write):
    table = from_csv(write("1,2\n3,4\n"), target="1", header=False, task="regression")
    assert (table.feature_names, table.features.tolist(), table.target.tolist()) == (["0"], [[1], [3]], [[2], [4]])
    assert from_csv(write("2001,2002\n3,4\n"), header=True).feature_names == ["2001", "2002"]


def test_scikit_learns_iris_comes_back_from_a_file(write):
    iris = load_iris()
    lines = ["sl,sw,pl,pw,species"]
    lines += [",".join([*map(str, x.tolist()), iris.classes[int(y)]]) for x, y in zip(iris.features, iris.target)]
    table = from_csv(write("\n".join(lines)), target="species")
    np.testing.assert_array_equal(table.features.numpy(), iris.features.numpy())
    np.testing.assert_array_equal(table.target.numpy(), iris.target.numpy())
    assert table.classes == iris.classes
    x, y = next(iter(DataLoader(table, batch_size=16, shuffle=True)))
    assert (x.shape, y.shape) == ((16, 4), (16,))


# --- missing values ---------------------------------------------------------------------------------------------------

GAPS = "a,b,y\n1,x,0.5\n,y,1.5\n3,?,2.5\n5,x,NA\n"


def test_a_missing_value_is_an_error_by_default(write):
    with pytest.raises(MissingValueError, match=r"file.csv: row 2 \(line 3\), column 'a': the value is missing \(''\)"):
        from_csv(write(GAPS), target="y")
    with pytest.raises(MissingValueError, match="row 3 .*column 'b'.*missing='drop'"):
        from_csv(write(GAPS), target="y", drop="a")
    with pytest.raises(MissingValueError, match="row 4 .*column 'y': the target is missing"):
        from_csv(write(GAPS), target="y", missing="mean", task="regression")


def test_rows_with_missing_values_are_dropped_on_request(write):
    table = from_csv(write(GAPS), target="y", missing="drop")
    assert (table.features.tolist(), table.target.tolist()) == ([[1, 1]], [[0.5]])
    assert len(from_csv(write(GAPS), target="y", features="a", missing="drop")) == 2
    with pytest.raises(CSVError, match="in every row some value is missing"):
        from_csv(write("a,b\n1,\n,2\n"), missing="drop")


def test_means_are_filled_in_and_a_missing_category_is_one(write):
    table = from_csv(write(GAPS), features=["a", "b"], missing="mean")
    assert table.feature_names == ["a", "b=x", "b=y", "b=(missing)"]
    assert table.features.tolist() == [[1, 1, 0, 0], [3, 0, 1, 0], [3, 0, 0, 1], [5, 1, 0, 0]]
    assert table.encode({"a": None, "b": float("nan")}).tolist() == [[3, 0, 0, 1]]


def test_after_a_split_it_is_the_training_parts_mean(write):
    rng = np.random.default_rng(0)
    values = [f"{x:.3f}" if rng.random() > 0.3 else "" for x in rng.normal(size=60)]
    path = write("a,b\n" + "".join(f"{v},{i}\n" for i, v in enumerate(values)))
    training, held_out = from_csv(path, missing="mean").split(0.25)
    known = training.features.numpy()[~training.missing[:, 0], 0]
    for part in (training, held_out):
        filled = part.features.numpy()[part.missing[:, 0], 0]
        assert len(filled)
        np.testing.assert_allclose(filled, known.mean(), rtol=1e-6)
    assert held_out.encode({"a": "", "b": 1})[0, 0].item() == pytest.approx(known.mean(), rel=1e-6)


def test_words_for_missing_are_ones_own(write):
    table = from_csv(write("a,y\n-,0.5\n2,1.5\n"), target="y", missing_words="-", missing="drop")
    assert table.features.tolist() == [[2]]


# --- a second file, and new rows --------------------------------------------------------------------------------------


def test_another_file_is_read_like_the_first(write):
    training, _ = from_csv(write(HOUSES), target="price").split(1, seed=0, standardise=True)
    other = from_csv(write("town,price,rooms,area\nAccra,5,2,60\n", "other.csv"), like=training)
    assert (other.feature_names, other.target.tolist()) == (training.feature_names, [[5]])
    expected = (np.array([2, 60]) - training.scaler.mean[:2]) / training.scaler.std[:2]
    np.testing.assert_allclose(other.features[0].numpy(), [*expected, 1, 0, 0], rtol=1e-6)
    row = {"town": "Accra", "rooms": 2, "area": "60", "whatever": 1}
    np.testing.assert_array_equal(training.encode(row).numpy(), other.features.numpy())
    unlabelled = from_csv(write("town,rooms,area\nAccra,2,60\n", "new.csv"), like=training)
    assert unlabelled.target is None
    np.testing.assert_array_equal(unlabelled.features.numpy(), other.features.numpy())


def test_an_unknown_category_or_class_is_an_error(write):
    table = from_csv(write(HOUSES), target="price")
    other = write("rooms,area,town,price\n3,70,Kyiv,1\n3,70,Kiev,1\n", "other.csv")
    with pytest.raises(UnknownCategoryError, match=r"row 2 \(line 3\), column 'town': .*mean 'Kyiv'") as e:
        from_csv(other, like=table)
    assert (e.value.row, e.value.line, e.value.column, e.value.value) == (2, 3, "town", "Kiev")
    lenient = from_csv(write(HOUSES), target="price", unknown="ignore")
    assert from_csv(other, like=lenient).features[1].tolist() == [3, 70, 0, 0, 0]
    with pytest.raises(UnknownCategoryError, match="class 'Kiev' is unknown; did you mean 'Kyiv'"):
        from_csv(other, like=from_csv(write(HOUSES), target="town"))


def test_new_rows_are_checked(write):
    table = from_csv(write(HOUSES), target="price")
    with pytest.raises(MissingColumnError, match="encode: row 2, column 'area': .* did you mean 'Area'"):
        table.encode([{"rooms": 1, "area": 2, "town": "Kyiv"}, {"rooms": 1, "Area": 2, "town": "Kyiv"}])
    with pytest.raises(NumberExpectedError, match="encode: row 1, column 'rooms': expected a number, got 'three'"):
        table.encode({"rooms": "three", "area": 2, "town": "Kyiv"})
    with pytest.raises(DTypeError, match="expected dictionaries"):
        table.encode([[1, 2, "Kyiv"]])
    with pytest.raises(ArgumentError, match="was not read from cells"):
        load_iris().encode({})


# --- files that cannot be read ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("", EmptyTableError, "the file is empty"),
        ("\n \n", EmptyTableError, "the file is empty"),
        ("a,b\n", EmptyTableError, "a header, and no row"),
        ("a,b\n1,2\n\n3,4,5\n", RaggedRowError, r"row 2 \(line 4\): expected 2 cells, as in the first row, got 3"),
        ("a,b\n1\n", RaggedRowError, r"row 1 \(line 2\): expected 2 cells, as in the first row, got 1"),
        ("a,b,a\n1,2,3\n", DuplicateColumnError, "column 'a': columns 1 and 3 have the same name"),
        ("1,2\n3,4\n", CSVError, "line 1: the first row is 1, 2: are these names.*header=False"),
        ('a,b\n1,"x\n2,y\n', QuoteError, "line 2: a quotation mark opens and does not close"),
        ('a,b\n1,"x"y\n', QuoteError, "line 2: a quotation mark opens"),
        (b"a,b\n1,\xe9\n", EncodingError, "line 2: byte 0xe9 is not utf-8 text; .*encoding='cp1252'"),
        ("a,b\n1,2\n".encode("utf-16"), EncodingError, "the text is UTF-16; pass encoding='utf-16'"),
        ("a,b\n1,2\nx,3\n4,5\n", NumberExpectedError, r"row 2 \(line 3\), column 'a': .* as in 2 of 3 rows, got 'x'"),
        ("a,b\n1_0,2\n3,4\n", NumberExpectedError, "row 1 .*got '1_0'"),
        ("a,b\ninf,2\n3,4\n", NumberExpectedError, "row 1 .*got 'inf'"),
        ('a,b\n"1,5",2\n3,4\n', NumberExpectedError, "row 1 .*got '1,5'; if that is a decimal comma, pass decimal=','"),
        ('a,b\n"1,234",x\n"2,345",y\n', NumberExpectedError, "row 1 .*'a': '1,234' looks like a number.*thousands="),
        ("a,b\n10%,x\n12%,y\n", NumberExpectedError, r"row 1 .*'10%' looks like.*without '%'.*categorical=\['a'\]"),
        ("a;b\n1,5;x\n2,5;y\n", NumberExpectedError, "'1,5' looks like a number.*; if that is a decimal comma"),
        ("0.126,-0.664,u\n0.2,0.3,v\n", CSVError, "line 1: the first row is 0.126, -0.664, u: are these names"),
        ("0,126;u;v;w\n0,2;v;u;w\n", CSVError, "line 1: the first row is 0,126, u, v, w: are these names"),
        ("a,b\n,2\n?,4\n", CSVError, r"column 'a': no row has a value; leave the column out: drop=\['a'\]"),
        ("a,b\n" + "".join(f"name{i},1\n" for i in range(60)), CSVError, "60 different texts in 60 rows.*drop="),
    ],
)
def test_what_is_wrong_with_a_file_is_said(write, text, kind, says):
    with pytest.raises(kind, match=f"file.csv: .*{says}") as caught:
        from_csv(write(text))
    assert type(caught.value) is kind
    assert isinstance(caught.value, (FileError, ValueError))
    assert caught.value.path.name == "file.csv"


def test_columns_that_are_not_there(write):
    path = write(HOUSES)
    with pytest.raises(MissingColumnError, match="'Price': there is no such column; did you mean 'price'") as caught:
        from_csv(path, target="Price")
    assert caught.value.column == "Price"
    for given_names in ({"drop": ["zzz"]}, {"features": ["zzz"]}, {"categorical": ["zzz"]}, {"target": 4}):
        with pytest.raises(MissingColumnError, match="there are 'rooms', 'area', 'town', 'price'"):
            from_csv(path, **given_names)
    with pytest.raises(MissingColumnError, match="column 'area': there is no such column"):
        from_csv(write("rooms,town\n1,Kyiv\n", "other.csv"), like=from_csv(path, target="price"))


def test_row_numbers_without_a_name_are_not_taken_for_a_feature(write):
    path = write(",a,y\n0,1.5,2.5\n1,2.5,3.5\n")
    with pytest.raises(CSVError, match=r"column 1 has no name, as a column of row numbers.*drop=\[0\]"):
        from_csv(path, target="y")
    assert from_csv(path, target="y", drop=[0]).feature_names == ["a"]
    assert from_csv(path, target="y", features=["", "a"]).feature_names == ["", "a"]


@settings(deadline=None, max_examples=300)
@given(
    text=st.text(st.sampled_from(list("ab12,.;\"\n\r\t |-e?\x00\x0b\u2028é")), max_size=40),
    missing=st.sampled_from(["error", "drop", "mean"]),
    header=st.sampled_from([None, True, False]),
)
def test_any_text_is_a_table_of_finite_numbers_or_an_error_of_ours(tmp_path_factory, text, missing, header):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(text.encode())
    with contextlib.suppress(ZerodlError):
        table = from_csv(path, missing=missing, header=header)
        assert np.all(np.isfinite(table.features.numpy()))


def test_targets_that_are_no_numbers(write):
    with pytest.raises(NumberExpectedError, match="row 2 .*as in 1 of 2 rows, got 'x'; if these are classes"):
        from_csv(write("a,y\n1,2\n3,x\n"), target="y")
    with pytest.raises(NumberExpectedError, match="row 2 .*column 'y': expected a number, got 'x'"):
        from_csv(write("a,y\n1,2\n3,x\n"), target="y", task="regression")


def test_arguments_are_checked(write):
    path = write(HOUSES)
    for arguments, says in [
        ({"missing": "zero"}, "missing must be 'error', 'drop' or 'mean', got 'zero'"),
        ({"unknown": "new"}, "unknown must be 'error' or 'ignore', got 'new'"),
        ({"decimal": ";"}, "decimal must be '.' or ',', got ';'"),
        ({"thousands": "."}, "thousands must be None.*not what decimal is, '.'; got '.'"),
        ({"thousands": "_"}, "thousands must be None.*got '_'"),
        ({"delimiter": "::"}, "delimiter must be one character, got '::'"),
        ({"encoding": "utf-9"}, "there is no encoding 'utf-9'"),
        ({"task": "clustering"}, "task must be 'classification', 'regression' or None, got 'clustering'"),
        ({"target": ["town", "price"], "task": "classification"}, "a class is one column, got 2 targets"),
        ({"target": "price", "features": ["price"]}, "the target is among the features; the columns are rooms"),
        ({"drop": ["rooms", "area", "town", "price"]}, "no column is left to predict from"),
        ({"like": load_iris()}, "like must be a table that was read from a CSV file"),
        ({"like": from_csv(path), "target": "price"}, "like says what the target and the features are"),
    ]:
        with pytest.raises(ArgumentError, match=says):
            from_csv(path, **arguments)
    with pytest.raises(DTypeError, match="drop must be a name or a list of names"):
        from_csv(path, drop=[1.5])
    with pytest.raises(FileNotFoundError, match="from_csv: No such file"):
        from_csv(path.with_name("nowhere.csv"))

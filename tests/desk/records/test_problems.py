"""What a refusal looks like."""

from desk.records.problems import Place, Problem, in_order, shortened

PLACE = Place(0, 3, "record/actors.csv", 7)


def test_a_problem_tells_file_line_column_value_and_what_was_expected() -> None:
    text = str(Problem(PLACE, "kind", "nation", "one of state, organisation, group"))
    assert (
        text == "record/actors.csv, line 7, column kind: 'nation': expected one of state, organisation, group"
    )


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    assert str(Problem(Place(0, 3, "actors.csv", 0), "", "x", "y")) == "actors.csv: 'x': expected y"


def test_a_value_is_shown_on_one_line_shortened_and_without_what_a_terminal_obeys() -> None:
    assert shortened("a\x1b[2J\nb\u202e") == r"'a\x1b[2J\nb\u202e'"
    assert shortened("b" * 500) == "'" + "b" * 60 + "…'"


def test_a_folder_whose_name_is_no_text_can_be_shown() -> None:
    shown = str(Problem(Place(0, 0, "rec\udcff/actors.csv", 0), "", "", "a file"))
    assert shown.encode().startswith(rb"rec\udcff/")


def test_problems_stand_in_the_order_of_folders_files_and_lines_each_once() -> None:
    first = Problem(Place(0, 2, "a/x.csv", 9), "b", "", "")
    second = Problem(Place(0, 3, "a/y.csv", 2), "a", "", "")
    third = Problem(Place(1, 0, "b/x.csv", 2), "a", "", "")
    assert in_order([third, second, first, second]) == [first, second, third]

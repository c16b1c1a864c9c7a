// Arrow keys go from cell to cell of a matrix, Home and End along its row; a matrix is one stop of the Tab key.
// Without this script every cell with a link is a stop of its own.
const arrange = (table) => {
  const rows = [...table.querySelectorAll("tbody tr")]
    .map((row) => [...row.querySelectorAll(".cell")])
    .filter((cells) => cells.length > 0);
  for (const cell of rows.flat()) cell.tabIndex = -1;
  if (rows.length > 0) rows[0][0].tabIndex = 0;

  const placeOf = (cell) => {
    const row = rows.findIndex((cells) => cells.includes(cell));
    return row < 0 ? null : [row, rows[row].indexOf(cell)];
  };

  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest(".cell");
    if (!cell || !placeOf(cell)) return;
    for (const other of rows.flat()) other.tabIndex = other === cell ? 0 : -1;
  });

  table.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = event.target.closest(".cell");
    const place = cell && placeOf(cell);
    if (!place) return;
    const [row, column] = place;
    const last = rows[row].length - 1;
    const next = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [row, 0],
      End: [row, last],
    }[event.key];
    if (!next) return;
    event.preventDefault();
    const found = rows[next[0]]?.[next[1]];
    if (!found) return;
    found.focus();
    found.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
};

const arrangeAll = () => document.querySelectorAll("table.matrix").forEach(arrange);
arrangeAll();
document.addEventListener("htmx:afterSwap", arrangeAll);

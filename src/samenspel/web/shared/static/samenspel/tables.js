// Every table with a heading can be sorted by a column and copied into a spreadsheet. Without script it is a plain table.
(() => {
  const said = document.currentScript.dataset;
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" }).compare;

  // A cell sorts by its first line of text; "5,8" is a number wherever the page is Dutch.
  const text = (cell) => cell.innerText.trim();
  const number = (value) => {
    const plain = document.documentElement.lang === "nl" ? value.replace(/\./g, "").replace(",", ".") : value.replace(/,/g, "");
    return /^[−-]?\d+(\.\d+)?%?$/.test(plain) ? parseFloat(plain.replace("−", "-")) : NaN;
  };

  const sort = (table, column, heading) => {
    const falling = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row, place) => ({ row, place, value: text(row.cells[column]) }));
    const numbers = rows.every(({ value }) => value === "" || !isNaN(number(value)));
    const order = (a, b) => (a === "") - (b === "") || (numbers ? number(a) - number(b) : compare(a, b)) * (falling ? -1 : 1);
    rows.sort((a, b) => order(a.value, b.value) || a.place - b.place);
    body.append(...rows.map(({ row }) => row));
  };

  const plainRows = (table) =>
    Array.from(table.rows, (row) => Array.from(row.cells, (cell) => text(cell).replace(/\s+/g, " ")).join("\t")).join("\n");

  const copy = async (table, button) => {
    await navigator.clipboard.writeText(plainRows(table));
    button.textContent = said.copied;
    setTimeout(() => (button.textContent = said.copy), 2000);
  };

  const button = (label, press) => {
    const one = document.createElement("button");
    one.type = "button";
    one.textContent = label;
    one.addEventListener("click", () => press(one));
    return one;
  };

  for (const table of document.querySelectorAll(".table-scroll > table.table")) {
    const regular = table.tHead?.rows.length === 1 && table.tBodies.length === 1 && !table.querySelector("[colspan], [rowspan], select");
    if (!regular || table.tBodies[0].rows.length < 2) continue;
    // parties stand in alphabetical order: sorted by a number they would be a league table
    const headings = table.dataset.order === "kept" ? [] : Array.from(table.tHead.rows[0].cells);
    headings.forEach((heading, column) => {
      if (!text(heading) || heading.dataset.plain !== undefined) return;
      const press = button(text(heading), () => sort(table, column, heading));
      press.className = "sort";
      heading.replaceChildren(press);
    });
    // the clipboard needs a page that is safe (HTTPS, or this computer)
    if (!navigator.clipboard) continue;
    const copying = button(said.copy, (one) => copy(table, one));
    copying.className = "copy";
    table.after(copying);
  }
})();

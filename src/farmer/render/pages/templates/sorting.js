// Sorts the table of people by a column: one way, the other, and as it was written.
(() => {
  const table = document.querySelector("table.people");
  const told = table.querySelector("caption span");
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows];
  const written = told.textContent;
  const words = new Intl.Collator("en");
  for (const head of heads) {
    const ranks = head.dataset.ranks?.split("|");
    const ways = ["ascending", "descending"];
    if ("falls" in head.dataset) ways.reverse();
    const value = (row) => {
      const text = row.cells[head.cellIndex].textContent.trim();
      return ranks ? ranks.indexOf(text) : text;
    };
    // Of words the difference is no number.
    const compare = (one, other) => one - other || words.compare(one, other);
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const way = ways[ways.indexOf(head.getAttribute("aria-sort")) + 1];
      const sign = { ascending: 1, descending: -1 }[way] ?? 0;
      for (const each of heads) each.removeAttribute("aria-sort");
      if (way) head.setAttribute("aria-sort", way);
      told.textContent = head.dataset[way] ?? written;
      const sorted = [...rows].sort((a, b) => sign * compare(value(a), value(b)));
      table.tBodies[0].append(...sorted);
    });
  }
})();

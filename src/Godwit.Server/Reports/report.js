const body = document.querySelector("tbody"), heads = [...document.querySelectorAll("thead th")];
heads.forEach((head, column) => head.querySelector("button").onclick = () => {
  const up = head.ariaSort !== "ascending";
  heads.forEach(other => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const rows = [...body.rows].map(row => [row.cells[column].textContent, row]);
  rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1));
  body.append(...rows.map(([, row]) => row));
});
document.getElementById("find").oninput = event => {
  const word = event.target.value.trim().toLowerCase();
  for (const row of body.rows) row.hidden = !row.textContent.toLowerCase().includes(word);
};

// What every page has: the search field of a long list of links filters it while you type.
for (const field of document.querySelectorAll("input[data-filters]")) {
  const rows = document.querySelector(field.dataset.filters).children;
  field.addEventListener("input", () => {
    const wanted = field.value.toLocaleLowerCase("sv");
    for (const row of rows) row.hidden = !row.textContent.toLocaleLowerCase("sv").includes(wanted);
  });
}

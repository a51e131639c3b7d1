"use strict";
(() => {
  const bars = document.querySelectorAll("[data-filters]");
  for (const bar of bars) {
    bar.hidden = false;
    const rows = [...document.querySelectorAll(bar.dataset.filters)];
    const words = bar.querySelector("input");
    const kind = bar.querySelector("select");
    const count = bar.querySelector("output");
    const apply = () => {
      const sought = words.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows) {
        const fits = (!kind.value || row.dataset.kind === kind.value) && (!sought || row.textContent.toLowerCase().includes(sought));
        row.hidden = !fits;
        shown += fits;
      }
      count.textContent = `${shown} of ${rows.length} shown`;
    };
    words.addEventListener("input", apply);
    kind.addEventListener("change", apply);
    apply();
  }
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) target.hidden = false;
  };
  addEventListener("hashchange", reveal);
  reveal();
})();

"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  for (const bar of all("[data-filters]")) {
    const rows = all(bar.dataset.filters).map((row) => [row, row.textContent.toLowerCase(), /\bt-(\w+)/.exec(row.closest("[class*=t-]").className)[1]]);
    const words = bar.querySelector("input");
    const kind = bar.querySelector("select");
    const count = bar.querySelector("output");
    const groups = [...new Set(rows.map(([row]) => row.closest(".group")))].filter(Boolean);
    const apply = () => {
      const sought = words.value.trim().toLowerCase().split(/\s+/);
      let shown = 0;
      for (const [row, text, of] of rows) {
        const fits = (!kind.value || of === kind.value) && sought.every((word) => text.includes(word));
        if (row.hidden === fits) row.hidden = !fits;
        shown += fits;
      }
      for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
      count.textContent = `${shown} of ${rows.length} ${bar.dataset.noun} shown`;
    };
    words.addEventListener("input", apply);
    kind.addEventListener("change", apply);
    bar.hidden = false;
    apply();
  }
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const closed = target.closest("details") || target.querySelector("details");
    if (closed) closed.open = true;
    const hidden = all("[hidden]").filter((one) => one.contains(target));
    for (const one of hidden) one.hidden = false;
    if (hidden.length) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
  for (const tools of all(".tools")) tools.hidden = false;
  const set = (selector, open) => { for (const one of all(selector)) one.open = open; };
  for (const button of all("[data-open]")) button.addEventListener("click", () => set(button.dataset.open, true));
  for (const button of all("[data-close]")) button.addEventListener("click", () => set(button.dataset.close, false));
  for (const button of all("[data-copy]")) button.addEventListener("click", async () => {
    const letter = document.querySelector(button.dataset.copy);
    const said = button.parentElement.querySelector("output");
    const items = all("p, li", letter).map((one, place) => (one.tagName === "LI" ? `${place}. ` : "") + one.textContent);
    try {
      await navigator.clipboard.writeText(items.join("\n\n") + "\n");
      said.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(letter);
      said.textContent = "Selected: copy with Ctrl+C.";
    }
  });
  let closed = [];
  addEventListener("beforeprint", () => { closed = all("details:not([open])"); for (const one of closed) one.open = true; });
  addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
})();

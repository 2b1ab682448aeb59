"use strict";
(() => {
  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const papers = Array.from(document.querySelectorAll("article"), paper => ({ paper, text: fold(paper.textContent) }));
  const groups = Array.from(document.querySelectorAll("section"));
  const box = document.querySelector(".filter"), input = box.querySelector("input"), count = box.querySelector("output");
  const filter = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { paper, text } of papers) {
      paper.hidden = !words.every(word => text.includes(word));
      shown += paper.hidden ? 0 : 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("article:not([hidden])");
    count.textContent = words.length ? `${shown} of ${papers.length}` : "";
  };
  box.hidden = false;
  input.addEventListener("input", filter);
  input.addEventListener("keydown", event => {
    if (event.key === "Escape") { input.value = ""; filter(); }
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && event.target !== input) { event.preventDefault(); input.focus(); }
  });
  filter();
})();

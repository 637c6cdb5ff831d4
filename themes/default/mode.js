// Remembers 大字 and 高对比 from page to page. Without this script the two switches work on the page they stand on.
"use strict";
for (const box of document.querySelectorAll(".modes input")) {
  const key = "gongkai-" + box.id;
  try {
    box.checked = localStorage.getItem(key) === "1";
    box.addEventListener("change", () => localStorage.setItem(key, box.checked ? "1" : "0"));
  } catch {
    // A browser that keeps nothing still switches.
  }
}

"use strict";
// The list works without this. With it: the token leaves the address bar, filters act at once, keys move.
if (location.search.includes("token=")) history.replaceState(null, "", location.pathname);

const links = [...document.querySelectorAll("tbody a")];
document.documentElement.classList.add("scripted");

document.getElementById("kind").addEventListener("change", (event) => event.target.form.requestSubmit());
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
  const step = { j: 1, k: -1 }[event.key];
  if (step) {
    const here = links.indexOf(document.activeElement);
    const next = links[here < 0 ? 0 : here + step];
    if (next) next.focus();
  } else if (event.key === "/") {
    document.getElementById("text").focus();
  } else return;
  event.preventDefault();
});
// Coming back from an article, the list is as the folder is now.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

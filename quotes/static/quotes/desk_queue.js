/* Keys in the queue: from statement to statement, on it, help. Everything they do is a
   link or a button too. */
"use strict";

const keys = JSON.parse(document.getElementById("desk-keys").textContent);
const rows = Array.from(document.querySelectorAll(".desk-row"));

function here() {
  const row = document.activeElement && document.activeElement.closest(".desk-row");
  return rows.indexOf(row);
}

function goTo(place) {
  if (rows[place]) rows[place].querySelector(".desk-words").focus();
}

const actions = {
  next: () => goTo(here() + 1),
  previous: () => goTo(here() < 0 ? rows.length - 1 : here() - 1),
  claim: () => {
    const button = here() < 0 ? null : rows[here()].querySelector("[data-action=claim]");
    if (button) button.click();
  },
  help: () => {
    const help = document.querySelector("details.desk-help");
    help.open = !help.open;
    if (help.open) help.querySelector("summary").focus();
  },
};

function inField(element) {
  return element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
  const key = event.key.toLowerCase();
  const action = Object.keys(actions).find((name) => keys[name] && keys[name] === key);
  if (!action) return;
  event.preventDefault();
  actions[action]();
});

/* Enter on a checkbox would press a button of the form. */
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input[type=checkbox]")) event.preventDefault();
});

/* Says what is weak in a notice while it is typed. Without it, saving says the same. */
"use strict";

const PAUSE = 600;
const region = document.querySelector("[data-check]");
const form = document.getElementById("correction_form");
let timer = 0;
let asked = null;

async function check() {
  if (asked) asked.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(region.dataset.check, {
      method: "POST",
      body: new FormData(form),
      credentials: "same-origin",
      signal: asked.signal,
    });
    if (!answer.ok || answer.redirected) return;
    const list = await answer.text();
    /* Our own template, escaped there; the same list is not announced again. */
    if (list.trim() !== region.innerHTML.trim()) region.innerHTML = list;
  } catch (error) {
    if (error.name !== "AbortError") console.info(error.message);
  }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

if (region && form && form.elements.notice) {
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
}

// A button that copies for every element with data-copy, which names what is copied.
// Without this script the text can be selected as any other.
(() => {
  "use strict";
  const status = document.getElementById("copied");
  if (!status) return;
  const { label, done, failed } = status.dataset;

  function select(place) {
    const range = document.createRange();
    range.selectNodeContents(place);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  async function copy(place) {
    try {
      await navigator.clipboard.writeText(place.textContent.trim());
      return true;
    } catch {
      // No clipboard without https: the old way, or else the reader's own keys.
      select(place);
      return document.execCommand("copy");
    }
  }

  for (const place of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    const word = document.createElement("span");
    const what = document.createElement("span");
    button.type = "button";
    button.className = "copy";
    word.textContent = label;
    what.className = "hidden";
    what.textContent = ` ${place.dataset.copy}`;
    button.append(word, what);
    button.addEventListener("click", async () => {
      const told = (await copy(place)) ? done : failed;
      for (const other of document.querySelectorAll(".copy > :first-child")) {
        other.textContent = label;
      }
      word.textContent = told;
      // Emptied first: the same words twice would be announced once.
      status.textContent = "";
      setTimeout(() => (status.textContent = `${told}: ${place.dataset.copy}`), 50);
    });
    place.closest(".copyable").append(button);
  }
})();

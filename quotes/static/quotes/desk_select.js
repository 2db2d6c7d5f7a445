/* Words chosen in the article's text become a part of the statement, by mouse or keys.
   Positions are Unicode code points, as the server counts; a line's begin stands in its
   data-at. Nothing is saved here: the words go into the fields of the form. */
"use strict";

(() => {
  const text = document.querySelector(".desk-text");
  const box = document.querySelector(".desk-select");
  const rows = [...document.querySelectorAll(".desk-spans .span-row")];
  if (!text || !box || !rows.length) return;
  const picked = box.querySelector(".desk-picked");
  const parts = box.querySelector("select");
  const preview = document.querySelector(".desk-preview");
  const labels = document.querySelector(".desk-help").dataset;
  let place = null;

  const points = (string) => Array.from(string).length;
  const isNumber = (node) => node.parentElement.closest("a.no");

  /* Text nodes of a line, without the numbers that stand before other statements. */
  function nodesOf(line) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT, (node) =>
      isNumber(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  const textOf = (line) => nodesOf(line).map((node) => node.data).join("").replace(/\n$/, "");

  /* Position in the article of a point in the page, null outside the text. */
  function positionOf(node, offset) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const line = element.closest && element.closest(".desk-text li");
    if (!line) return null;
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, offset);
    const holder = document.createElement("div");
    holder.append(range.cloneContents());
    for (const number of holder.querySelectorAll("a.no")) number.remove();
    const before = Math.min(points(holder.textContent), points(textOf(line)));
    return Number(line.dataset.at) + before;
  }

  const lines = [...text.querySelectorAll("li")];
  /* Empty lines are left out of the page; the positions of the others tell how many. */
  const whole = lines.reduce((before, line) => before + "\n".repeat(Number(line.dataset.at) - points(before)) + textOf(line), "");
  const signs = Array.from(whole);
  const between = (start, end) => signs.slice(start, end).join("");

  function show(start, end) {
    /* White space around chosen words is never meant. */
    while (start < end && /\s/.test(signs[start])) start += 1;
    while (end > start && /\s/.test(signs[end - 1])) end -= 1;
    place = start < end ? { start, end } : null;
    if (!place) {
      box.hidden = true;
      return;
    }
    picked.textContent = between(start, end);
    box.hidden = false;
  }

  function fill() {
    parts.replaceChildren();
    const option = (value, label) => parts.append(new Option(label, value));
    const named = new Map([...rows[0].querySelector("select").options].map((each) => [each.value, each.text]));
    rows.forEach((row, index) => {
      const role = row.querySelector("select").value;
      const number = row.querySelector(".span-number input").value || 1;
      if (role) option(index, `${named.get(role)} ${number}`);
    });
    const isFree = rows.some((row) => !row.querySelector("textarea").value);
    for (const [role, label] of named) if (role && isFree) option(`+${role}`, labels.another.replace("%s", label));
    option("speaker", labels.speaker);
    /* Words outside the statement name somebody, more often than they widen it. */
    parts.value = isInside(place.start) ? parts.options[0].value : "speaker";
  }

  function isInside(position) {
    return [...text.querySelectorAll("mark.content")].some((mark) => {
      const start = positionOf(mark.firstChild, 0);
      return start <= position && position < start + points(mark.textContent);
    });
  }

  /* How often the words stand in the text: the start is needed only then. */
  function isAmbiguous(words) {
    const first = whole.indexOf(words);
    return whole.indexOf(words, first + 1) >= 0;
  }

  function put() {
    if (!place) return;
    const words = between(place.start, place.end);
    const start = isAmbiguous(words) ? place.start : "";
    if (parts.value === "speaker") {
      document.getElementById("id_mention").value = "";
      document.getElementById("id_words").value = words;
      document.getElementById("id_start").value = start;
      document.getElementById("id_words").focus();
    } else {
      putInRow(words, start);
    }
    cancel();
  }

  function putInRow(words, start) {
    const isNew = parts.value.startsWith("+");
    const row = isNew ? rows.find((each) => !each.querySelector("textarea").value) : rows[Number(parts.value)];
    if (!row) return;
    if (isNew) row.querySelector("select").value = parts.value.slice(1);
    row.querySelector("textarea").value = words;
    row.querySelector(".span-start input").value = start;
    row.closest("details").open = true;
    showWords();
    row.querySelector("textarea").focus();
  }

  function showWords() {
    const contents = rows.filter((row) => row.querySelector("select").value === "content" && row.querySelector("textarea").value);
    preview.querySelector("q").textContent = contents.map((row) => row.querySelector("textarea").value).join(" […] ");
    preview.hidden = !contents.length;
  }

  function cancel() {
    place = null;
    box.hidden = true;
    window.getSelection().removeAllRanges();
  }

  function fromSelection() {
    const selection = window.getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const start = positionOf(range.startContainer, range.startOffset);
    const end = positionOf(range.endContainer, range.endOffset);
    if (start === null || end === null) return;
    show(start, end);
    if (place) fill();
  }

  /* By keys: the arrows go from word to word, Shift takes more of them, Enter chooses. */
  function findStops() {
    const found = [];
    let unit = 0;
    let point = 0;
    for (const match of whole.matchAll(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu)) {
      point += points(whole.slice(unit, match.index));
      unit = match.index;
      found.push({ start: point, end: point + points(match[0]) });
    }
    return found;
  }

  let stops = null;
  let anchor = -1;
  let head = -1;

  /* The point in the page for a position in the article. */
  function pointAt(position) {
    const line = lines.findLast((each) => Number(each.dataset.at) <= position);
    let left = position - Number(line.dataset.at);
    for (const node of nodesOf(line)) {
      const here = Array.from(node.data);
      if (left <= here.length) return [node, here.slice(0, left).join("").length];
      left -= here.length;
    }
    return [line, 0];
  }

  function highlight() {
    const [first, last] = [Math.min(anchor, head), Math.max(anchor, head)];
    const [from, to] = [pointAt(stops[first].start), pointAt(stops[last].end)];
    window.getSelection().setBaseAndExtent(from[0], from[1], to[0], to[1]);
    to[0].parentElement.scrollIntoView({ block: "nearest" });
    show(stops[first].start, stops[last].end);
    if (place) fill();
  }

  function firstStop() {
    const own = text.querySelector("mark.content");
    const start = own ? positionOf(own.firstChild, 0) : 0;
    return Math.max(0, stops.findIndex((stop) => stop.end > start));
  }

  text.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 }[event.key];
    if (step) stops ||= findStops();
    if (step && stops.length) {
      if (head < 0) anchor = head = firstStop();
      else {
        head = Math.max(0, Math.min(stops.length - 1, head + step));
        if (!event.shiftKey) anchor = head;
      }
      highlight();
      event.preventDefault();
    } else if (event.key === "Enter" && place) {
      parts.focus();
      event.preventDefault();
    } else if (event.key === "Escape") cancel();
  });
  text.addEventListener("mouseup", fromSelection);
  box.querySelector("[data-select=put]").addEventListener("click", put);
  box.querySelector("[data-select=cancel]").addEventListener("click", cancel);
  parts.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      put();
    }
  });
  for (const row of rows) row.addEventListener("input", showWords);
})();

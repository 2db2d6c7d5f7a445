/* Keys of the desk's item. Without this script every button below is a plain POST.
   A decision's key arms it: what it needs is focused, Enter takes it, Escape lets go. */
"use strict";

(() => {
  const form = document.querySelector(".desk-form");
  const data = document.getElementById("desk-keys");
  if (!form || !data) return;
  const keys = JSON.parse(data.textContent);
  const actions = Object.fromEntries(Object.entries(keys).map(([action, key]) => [key, action]));
  const say = form.querySelector(".desk-armed");
  const words = document.querySelector(".desk-help").dataset;
  let armed = null;

  for (const [action, key] of Object.entries(keys)) {
    for (const control of document.querySelectorAll(`[data-action="${action}"]`)) {
      if (!key) continue;
      control.setAttribute("aria-keyshortcuts", key);
      control.querySelector("kbd").textContent = key;
    }
  }
  for (const hidden of document.querySelectorAll("button[hidden][data-action]")) hidden.hidden = false;

  const inField = (target) =>
    target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], .select2-container, dialog");
  const field = (name) => form.querySelector(`#id_${name}`);
  const control = (action) => document.querySelector(`[data-action="${action}"]`);

  function lacks(name) {
    if (name === "speaker") return !field("speaker").value && !field("unknown").checked;
    return !field(name) || !field(name).value.trim();
  }

  /* Select2 stands in front of the select: its box takes the focus. */
  function focus(name) {
    field(name).closest(".desk-field").scrollIntoView({ block: "center" });
    if (name === "speaker" && window.django && window.django.jQuery) {
      window.django.jQuery(field("speaker")).select2("open");
    } else if (field(name)) {
      field(name).focus();
    }
  }

  function disarm() {
    if (armed) armed.classList.remove("armed");
    armed = null;
    say.textContent = "";
  }

  function arm(button) {
    disarm();
    armed = button;
    button.classList.add("armed");
    const sentence = "public" in button.dataset ? words.public : words.armed;
    say.textContent = sentence.replace("%s", button.firstChild.textContent.trim());
    const needs = (button.dataset.needs || "").split(" ").filter(Boolean);
    /* Whoever reattributes has come to choose: the box opens whoever is in it. */
    if (button.dataset.action === "reattribute") focus("speaker");
    else if (needs.some(lacks)) focus(needs.find(lacks));
    else button.focus();
  }

  function press() {
    const missing = (armed.dataset.needs || "").split(" ").filter(Boolean).find(lacks);
    if (missing) {
      focus(missing);
      const label = document.querySelector(`label[for=id_${missing}]`);
      say.textContent = words.missing.replace("%s", label.textContent.trim());
    } else armed.click();
  }

  function act(action) {
    const target = control(action);
    if (!target) return false;
    if (target.matches("a, [data-action=help], [data-action=spans]")) target.click();
    else if (target.matches("[data-action=claim]:not([value=take_over])")) target.click();
    else if (target.matches(".off")) {
      disarm();
      say.textContent = document.getElementById(target.getAttribute("aria-describedby")).textContent;
      target.focus();
    } else arm(target);
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    const action = actions[event.key.toLowerCase()];
    if (event.key === "Escape" && !event.target.closest("dialog")) {
      if (inField(event.target)) event.target.blur();
      else disarm();
      return;
    }
    if (armed && event.key === "Enter" && !event.shiftKey && event.target.matches("#id_mention, #id_reason, #id_evidence, #id_override")) {
      event.preventDefault();
      if (event.target.id === "id_mention") focus(["reason", "evidence"].find(lacks) || "reason");
      else press();
      return;
    }
    if (inField(event.target)) return;
    if (action && act(action)) event.preventDefault();
  });

  /* A speaker was chosen while “Reattribute” is armed. */
  if (window.django && window.django.jQuery) {
    const speaker = window.django.jQuery(field("speaker"));
    speaker.on("change", () => {
      if (field("speaker").value) field("unknown").checked = false;
    });
    speaker.on("select2:select", () => {
      /* Where the text names them comes next: it may well be another place than before. */
      if (armed) setTimeout(() => focus(field("words").value ? "reason" : "mention"));
    });
  }

  document.querySelector("[data-action=spans]")?.addEventListener("click", () => document.querySelector(".desk-text").focus());
  document.querySelector("[data-action=help]")?.addEventListener("click", () => document.querySelector(".desk-help").showModal());

  const text = document.querySelector(".desk-text");
  const own = text && text.querySelector("mark.content");
  if (own && !location.hash) {
    text.scrollTop = own.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
  }
  document.querySelector(".errornote[role=alert]")?.focus();
})();

/* Names the search fields: Select2 refers to its own content, which is empty at first. */
"use strict";

function nameSearchFields() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    const box = select.nextElementSibling;
    if (!label || !box || !box.classList.contains("select2")) continue;
    const name = label.textContent.trim().replace(/:$/, "");
    const shown = box.querySelector(".select2-selection__rendered");
    label.id ||= `${select.id}_label`;
    box
      .querySelector(".select2-selection")
      .setAttribute("aria-labelledby", [label.id, shown && shown.id].filter(Boolean).join(" "));
    if (shown) shown.setAttribute("aria-label", name);
  }
}

/* After Django's own: it registered before this deferred script ran. */
if (window.django && window.django.jQuery) window.django.jQuery(nameSearchFields);
document.addEventListener("formset:added", () => setTimeout(nameSearchFields));

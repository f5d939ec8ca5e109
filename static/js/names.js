// Fields that scripts build get the names of the fields that they stand for.

const nameBoxes = () => {
  for (const box of document.querySelectorAll(".select2-selection:not([data-named])")) {
    const field = box.closest(".select2-container").previousElementSibling;
    const name = field?.labels?.[0] ?? field;
    if (!name) continue;
    name.id ||= `${field.id}_label`;
    const chosen = box.getAttribute("aria-labelledby") ?? "";
    box.setAttribute("aria-labelledby", `${name.id} ${chosen}`);
    box.dataset.named = "";
    // What was chosen is the box's value: it is no field inside a field.
    const value = box.querySelector("[role=textbox]");
    for (const attribute of ["role", "aria-readonly"]) value?.removeAttribute(attribute);
  }
};

// Behind the scripts that build them, which wait for jQuery as well.
window.addEventListener("load", () => {
  window.django?.jQuery(() => {
    nameBoxes();
    window.django.jQuery(document).on("select2:open", () => {
      document
        .querySelector(".select2-container--open .select2-search__field")
        ?.setAttribute("aria-label", "Search");
    });
  });
});
document.addEventListener("formset:added", () => setTimeout(nameBoxes));

document.addEventListener("prose-editor:ready", (event) => {
  const { textarea } = event.detail;
  const name = textarea.labels[0]?.textContent.replace(":", "").trim();
  const writing = textarea.closest(".prose-editor")?.querySelector(".tiptap");
  if (name) writing?.setAttribute("aria-label", name);
});

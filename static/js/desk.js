// The block editor for the keyboard: real buttons to add a block and to move it up or down.

const button = (text, label, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", (event) => {
    // The heading around it folds the block when it is clicked.
    event.stopPropagation();
    event.preventDefault();
    act(made);
  });
  return made;
};

const blocks = () =>
  [...document.querySelectorAll(".order-machine .inline-related:not(.empty-form)")].sort(
    (one, other) => one.style.order - other.style.order,
  );

const announce = (text) => {
  const status = document.querySelector(".block-status");
  if (status) status.textContent = text;
};

const move = (block, step, pressed) => {
  const all = blocks();
  const other = all[all.indexOf(block) + step];
  if (!other) {
    announce(step < 0 ? "It is the first block already." : "It is the last block already.");
    return;
  }
  const input = (of) => of.querySelector(".order-machine-ordering");
  [input(block).value, input(other).value] = [input(other).value, input(block).value];
  block.style.order = input(block).value;
  other.style.order = input(other).value;
  pressed.focus();
  announce(`Moved to place ${blocks().indexOf(block) + 1} of ${all.length}.`);
};

const equip = (block) => {
  const heading = block.querySelector(":scope > h3");
  if (!heading || heading.querySelector(".block-moves")) return;
  const name = heading.querySelector("b")?.textContent.replace(":", "") ?? "Block";
  const moves = document.createElement("span");
  moves.className = "block-moves";
  moves.append(
    button("↑", `Move up: ${name}`, (pressed) => move(block, -1, pressed)),
    button("↓", `Move down: ${name}`, (pressed) => move(block, 1, pressed)),
  );
  heading.append(moves);
};

const add = (prefix) => {
  window.ContentEditor.addContent(prefix);
  const added = blocks().at(-1);
  added?.addEventListener(
    "prose-editor:ready",
    () => added.querySelector(".tiptap").focus(),
    { once: true },
  );
};

const addToolbar = () => {
  const wrapper = document.querySelector(".order-machine-wrapper");
  if (!wrapper || !window.ContentEditor?.allowChange) return;
  const bar = document.createElement("div");
  bar.className = "block-bar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Add a block");
  for (const plugin of window.ContentEditor.plugins) {
    if (plugin.regions?.includes("_adding_not_allowed")) continue;
    bar.append(button(`+ ${plugin.title}`, "", () => add(plugin.prefix)));
  }
  const status = document.createElement("p");
  status.className = "block-status visually-hidden";
  status.setAttribute("role", "status");
  wrapper.after(bar, status);
};

document.addEventListener("content-editor:ready", () => {
  addToolbar();
  blocks().forEach(equip);
});
document.addEventListener("content-editor:activate", (event) => equip(event.detail.inline));

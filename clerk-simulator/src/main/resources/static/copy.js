"use strict";

/** Adds a copy button to each block of commands. */
function addCopyButtons() {
  for (const block of document.querySelectorAll("pre")) {
    const frame = document.createElement("div");
    const button = document.createElement("button");
    frame.className = "copied";
    button.className = "copy";
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", () => copy(block, button));
    block.replaceWith(frame);
    frame.append(block, button);
  }
}

async function copy(block, button) {
  try {
    await navigator.clipboard.writeText(block.textContent);
    button.textContent = "Copied";
  } catch {
    // Browsers allow it over https or at this machine only; then the text is at least marked.
    getSelection().selectAllChildren(block);
    button.textContent = "Marked";
  }
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
}

addCopyButtons();

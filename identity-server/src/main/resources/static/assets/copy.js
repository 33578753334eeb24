// Copies what a button names. Without this script the button stays hidden, and people select the text themselves.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    getSelection().selectAllChildren(source);
    try {
      await navigator.clipboard.writeText(source.textContent);
      document.getElementById("copied").textContent = button.dataset.copied;
      button.textContent = button.dataset.copied;
    } catch {
      // Not allowed here. The text is selected, so that a key press copies it.
    }
  });
}

// Ticking a whole party at once, and copying a link. Everything works without this, by hand.
(() => {
  const tickAll = (group) => {
    const boxes = [...group.querySelectorAll("input[type=checkbox]")];
    if (boxes.length < 2) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet button--small";
    const label = () => {
      const word = boxes.every((box) => box.checked) ? group.dataset.none : group.dataset.all;
      button.textContent = word;
      button.setAttribute("aria-label", `${word}: ${group.querySelector("legend").textContent.trim()}`);
    };
    button.addEventListener("click", () => {
      const ticked = !boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = ticked;
      boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
    });
    group.addEventListener("change", label);
    label();
    group.querySelector(".options").append(button);
  };

  const copy = (button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      button.nextElementSibling.textContent = button.dataset.copied;
    });
  };

  document.querySelectorAll("fieldset[data-all]").forEach(tickAll);
  document.querySelectorAll("button[data-copy]").forEach(copy);
})();

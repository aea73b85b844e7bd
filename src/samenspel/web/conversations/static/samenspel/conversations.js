// The print button of the guide. Everything else on the page works without this; so does the print command of a browser.
(() => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();

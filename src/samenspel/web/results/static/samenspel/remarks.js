// Says at a remark that it was not kept, when the server did not answer as it should. What was typed stays there.
(() => {
  const tell = (event) => {
    const lost = event.detail.requestConfig.elt.querySelector("[data-lost]");
    if (lost) lost.hidden = false;
  };
  document.body.addEventListener("htmx:responseError", tell);
  document.body.addEventListener("htmx:sendError", tell);
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig, xhr } = event.detail;
    if (requestConfig.elt.matches(".read__one form") && !xhr.responseURL.endsWith(requestConfig.path)) {
      event.detail.shouldSwap = false; // somebody who was logged out is sent to another page
      tell(event);
    }
  });
})();

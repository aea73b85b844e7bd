/* The full screen: keys, building up the first picture, and steps that do not leave the full screen. Without this the
   same steps are links to pages. */
"use strict";

(() => {
  const find = (what) => document.querySelector(what);
  let hidden = [];

  /* ---- building up */

  function groups() {
    const found = new Map();
    for (const group of document.querySelectorAll(".stage--whole svg g[data-scale]")) {
      found.set(group.dataset.scale, [...(found.get(group.dataset.scale) || []), group]);
    }
    return [...found.values()];
  }

  function build() {
    const late = [...document.querySelectorAll(".stage--whole [data-late]")];
    hidden = [...groups(), ...late.map((one) => [one])];
    for (const one of hidden.flat()) one.setAttribute("data-hidden", "");
  }

  function reveal() {
    const some = hidden.shift();
    if (!some) return false;
    for (const one of some) one.removeAttribute("data-hidden");
    return true;
  }

  function revealAll() {
    while (reveal());
  }

  /* ---- steps */

  async function show(address, remember) {
    let page;
    try {
      const answer = await fetch(address);
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      location.assign(address);
      return;
    }
    find("#screen").replaceWith(document.adoptNode(page.querySelector("#screen")));
    document.title = page.title;
    if (remember) history.pushState(null, "", address);
    begin();
    find("#main").focus({ preventScroll: true });
  }

  function go(what) {
    const link = find(what);
    if (link) show(link.href, true);
  }

  function next() {
    if (!reveal()) go("[rel=next]");
  }

  function leave() {
    location.assign(find("[data-leave]").href);
  }

  const keys = {
    ArrowRight: next, PageDown: next, " ": next,
    ArrowLeft: () => go("[rel=prev]"), PageUp: () => go("[rel=prev]"),
    Home: () => go("[data-first]"), End: () => go("[data-last]"), Escape: leave,
  };

  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("button, summary, a, input") && event.key === " ";
    if (busy || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    const help = find(".screen__help[open]");
    event.preventDefault();
    if (event.key === "Escape" && help) help.open = false;
    else keys[event.key]();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[rel]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (link.rel === "next") next();
      else show(link.href, true);
    } else if (event.target.closest("[data-build]")) {
      build();
      find("#main").focus({ preventScroll: true });
    } else if (event.target.closest("[data-fill]")) {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen();
    } else if (event.target.closest(".stage") && !getSelection().toString()) reveal();
  });

  window.addEventListener("popstate", () => show(location.href, false));
  window.addEventListener("beforeprint", revealAll);

  function begin() {
    hidden = [];
    const there = find(".stage--whole");
    find("[data-build]").hidden = !there;
    find("[data-fill]").hidden = !document.fullscreenEnabled;
    if (there && "builds" in there.dataset) build();
  }

  begin();
})();

/* One question a screen. The form works without this; with it every answer is saved at once. */
"use strict";

(() => {
  const form = document.getElementById("answering");
  const words = form.dataset;
  const preview = "preview" in words;
  const screens = [...form.querySelectorAll(".question")];
  const questions = screens.filter((screen) => screen.dataset.item);
  const overview = screens[screens.length - 1];
  const find = (name, within = form) => within.querySelector(`[data-${name}]`);
  const [progress, notice, stateLine, moves, told] = ["progress", "notice", "state", "moves", "told"].map((name) => find(name));
  const sendButton = find("send");
  const quote = form.elements.may_quote;
  const place = `${words.store}:place`;
  const PAUSE = 320;
  const TYPING = 700;
  let at = 0;
  let advance = 0;
  let typing = 0;
  let byPointer = false;
  const unsaved = new Set();
  const queue = preview ? null : new AnswerQueue(form, show);

  /* ---- what the fields hold */

  const fields = (screen) => [...form.querySelectorAll(`[name="${CSS.escape(screen.dataset.name)}"]`)];

  function read(screen) {
    const all = fields(screen);
    if (screen.dataset.kind === "text") return all[0].value;
    const chosen = all.filter((one) => one.checked).map((one) => one.value);
    if (chosen.includes("skip")) return null;
    if (screen.dataset.kind === "multiple") return chosen;
    if (!chosen.length) return undefined;
    return screen.dataset.kind === "rating" ? Number(chosen[0]) : chosen[0];
  }

  function write(screen, value) {
    for (const field of fields(screen)) {
      if (screen.dataset.kind === "text") field.value = value;
      else field.checked = value === null ? field.value === "skip" : [].concat(value).map(String).includes(field.value);
    }
    mark(screen);
  }

  function mark(screen) {
    const value = read(screen);
    const empty = value === undefined || (typeof value === "string" && !value.trim());
    if (screen.dataset.kind !== "multiple" || (value && value.length) || value === null) screen.toggleAttribute("data-answered", !empty);
    const room = find("room", screen);
    if (room) room.textContent = words.toGo.replace("#", fields(screen)[0].maxLength - value.length);
  }

  /* ---- saving */

  function save(screen) {
    unsaved.delete(screen);
    const value = read(screen);
    if (value === undefined) return;
    mark(screen);
    if (screen.dataset.kind === "multiple") screen.toggleAttribute("data-answered", true);
    if (queue) queue.add({ answers: { [screen.dataset.item]: value } });
  }

  function saveTyped() {
    clearTimeout(typing);
    [...unsaved].forEach(save);
  }

  function show(news = {}) {
    if (news.sent) {
      location.assign(words.after);
      return;
    }
    const waiting = queue.waiting.length;
    const trouble = waiting > 0 && queue.failures > 0;
    if (!waiting || trouble) say(stateLine, waiting ? words.notSaved : hasAnswers() ? words.saved : "");
    stateLine.classList.toggle("save-state--wrong", trouble);
    const sending = queue.waiting.some((one) => one.send);
    if (news.refused) warn(`${news.refused.what} ${news.refused.do}`);
    if (queue.stopped) stop();
    else if (sending) tell(trouble ? (queue.kept ? words.sendWaits : words.sendWaitsHere) : words.sending);
    else if (news.refused) tell("");
    sendButton.toggleAttribute("aria-disabled", sending && !queue.stopped);
  }

  function stop() {
    const items = Object.keys(queue.answers).length;
    const lost = items === 1 ? words.notInOne : words.notInMany.replace("#", items);
    warn([queue.stopped.what, items ? lost : "", queue.stopped.do].filter(Boolean).join(" "));
    say(stateLine, "");
    tell("");
  }

  const hasAnswers = () => questions.some((one) => "answered" in one.dataset);
  const say = (line, text) => { if (line.textContent !== text) line.textContent = text; };

  function warn(text) {
    say(find("what", notice), text);
    notice.hidden = false;
  }

  function tell(text) {
    say(told, text);
    told.hidden = !text;
  }

  function send() {
    saveTyped();
    if (preview) return location.assign(words.after);
    if (!hasAnswers()) return tell(words.nothingYet);
    if (queue.waiting.some((one) => one.send)) return queue.flush();
    return queue.add({ send: true, may_quote: quote ? quote.checked : null });
  }

  /* ---- moving */

  function go(to, { history: how = "push", focus = true } = {}) {
    clearTimeout(advance);
    saveTyped();
    at = Math.max(0, Math.min(to, screens.length - 1));
    screens.forEach((screen, number) => { screen.hidden = number !== at; });
    const last = screens[at] === overview;
    progress.value = at;
    moves.hidden = last;
    if (last) listOpen();
    if (how === "push") history.pushState({ at, pushed: true }, "", `#${screens[at].id}`);
    if (how === "replace") history.replaceState({ at, pushed: false }, "", `#${screens[at].id}`);
    try { sessionStorage.setItem(place, String(at)); } catch { /* then a reload starts at the first open question */ }
    scrollTo(0, 0);
    if (focus) screens[at].querySelector("h2").focus({ preventScroll: true });
  }

  function next() {
    const screen = screens[at];
    if (screen.dataset.kind === "multiple" && !("answered" in screen.dataset)) save(screen);
    if (at < screens.length - 1) go(at + 1);
  }

  function back() {
    if (at === 0) location.assign(words.start);
    else if (history.state && history.state.pushed) history.back();
    else go(at - 1, { history: "replace" });
  }

  function listOpen() {
    const open = questions.filter((one) => !("answered" in one.dataset));
    find("left").hidden = false;
    find("all").hidden = open.length > 0;
    find("some").hidden = find("open").hidden = open.length === 0;
    find("open").replaceChildren(...open.map((screen) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = screen.dataset.short;
      button.addEventListener("click", () => go(screens.indexOf(screen)));
      item.append(button);
      return item;
    }));
  }

  /* ---- what people do */

  function chosen(field, screen) {
    if (screen.dataset.kind === "multiple" && field.checked) {
      const skip = field.value === "skip";
      fields(screen).filter((one) => one !== field && (skip || one.value === "skip")).forEach((one) => { one.checked = false; });
    }
    save(screen);
  }

  form.addEventListener("change", (event) => {
    const screen = event.target.closest("[data-item]");
    if (screen && screen.dataset.kind !== "text") chosen(event.target, screen);
    if (queue && event.target === quote) queue.add({ may_quote: quote.checked });
  });
  form.addEventListener("input", (event) => {
    const screen = event.target.closest("[data-kind=text]");
    if (!screen) return;
    mark(screen);
    unsaved.add(screen);
    clearTimeout(typing);
    typing = setTimeout(saveTyped, TYPING);
  });
  /* Only a finger or mouse moves on by itself: who walks the keys with arrows is still choosing. */
  form.addEventListener("pointerdown", () => { byPointer = true; });
  form.addEventListener("click", (event) => {
    const screen = event.target.closest("[data-kind=rating]");
    if (screen && event.target.matches("input") && byPointer) moveOn();
  });

  function moveOn() {
    const from = at;
    clearTimeout(advance);
    advance = setTimeout(() => { if (at === from) go(at + 1); }, PAUSE);
  }

  document.addEventListener("keydown", (event) => {
    byPointer = false;
    clearTimeout(advance);
    const where = event.target;
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (where.matches("textarea, summary, a, button, input[type=checkbox]") && !(event.key === "Enter" && where.matches("[type=checkbox]"))) return;
    const screen = screens[at];
    if (event.key === "Enter") {
      event.preventDefault();
      if (screen !== overview) next();
    } else if (screen.dataset.kind === "rating" && /^[0-9]$/.test(event.key)) {
      const key = fields(screen).find((one) => one.value === event.key);
      if (key) {
        key.checked = true;
        key.focus();
        chosen(key, screen);
        moveOn();
      }
    } else if (!where.matches("input")) {
      if (event.key === "ArrowRight") next();
      if (event.key === "ArrowLeft") back();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  form.querySelectorAll("[data-back]").forEach((button) => button.addEventListener("click", back));
  find("next", moves).addEventListener("click", next);
  history.scrollRestoration = "manual";
  addEventListener("load", () => scrollTo(0, 0));
  addEventListener("popstate", (event) => {
    const named = screens.findIndex((screen) => `#${screen.id}` === location.hash);
    const to = event.state ? event.state.at : named;
    if (to >= 0) go(to, { history: "none" });
  });
  addEventListener("pagehide", saveTyped, true);
  document.addEventListener("visibilitychange", () => { if (document.hidden) saveTyped(); }, true);

  /* ---- begin */

  function first() {
    const named = screens.findIndex((screen) => `#${screen.id}` === location.hash);
    if (named >= 0) return named;
    let kept = null;
    try { kept = sessionStorage.getItem(place); } catch { /* as if it were the first time */ }
    if (kept !== null && screens[Number(kept)]) return Number(kept);
    const open = questions.findIndex((one) => !("answered" in one.dataset));
    return !hasAnswers() || open < 0 ? 0 : open;
  }

  form.classList.add("answering--one");
  progress.hidden = stateLine.hidden = false;
  form.querySelectorAll("[data-back]").forEach((button) => { button.hidden = false; });
  questions.forEach(mark);
  if (queue) {
    const waiting = queue.answers;
    if (quote && queue.mayQuote !== null) quote.checked = queue.mayQuote;
    questions.filter((one) => one.dataset.item in waiting).forEach((one) => write(one, waiting[one.dataset.item]));
  }
  go(first(), { history: "replace", focus: false });
  if (queue) {
    show();
    queue.flush();
  }
})();

/* Answers wait on the device until the server says that it has them. What it has is gone from here; what it has not
   comes back after a reload. Each save has a number that rises on this device, so that the server can tell a late retry
   from what is newer, and twice the same from two. */
"use strict";

class AnswerQueue {
  /* form: where the address, the place to keep things and the CSRF token stand. told: hears every change. */
  constructor(form, told) {
    this.url = form.dataset.save;
    this.place = form.dataset.store;
    this.form = form;
    this.told = told;
    this.kept = true;
    this.memory = null;
    this.busy = false;
    this.failures = 0;
    this.timer = 0;
    this.stopped = null;
    this.most = Infinity;
    addEventListener("online", () => this.flush());
    addEventListener("pagehide", () => this.lastChance());
    document.addEventListener("visibilitychange", () => this.flush());
  }

  get state() {
    if (!this.memory) {
      try {
        const state = JSON.parse(localStorage.getItem(this.place));
        if (state && Array.isArray(state.waiting)) return state;
      } catch {
        this.kept = false;
      }
    }
    return this.memory || { device: AnswerQueue.random(), number: 0, waiting: [] };
  }

  set state(state) {
    if (this.kept) {
      try {
        localStorage.setItem(this.place, JSON.stringify(state));
        return;
      } catch {
        this.kept = false;
      }
    }
    this.memory = state;
  }

  static random() {
    return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  get waiting() {
    return this.state.waiting;
  }

  /* What waits, as one value per item. */
  get answers() {
    return Object.assign({}, ...this.waiting.map((one) => one.answers));
  }

  /* The last that was said about showing remarks, of what waits; null when nothing was. */
  get mayQuote() {
    return AnswerQueue.lastOf(this.waiting);
  }

  static lastOf(waiting) {
    return waiting.reduce((last, one) => one.may_quote ?? last, null);
  }

  add(entry) {
    const state = this.state;
    state.number += 1;
    state.waiting.push({ number: state.number, answers: {}, ...entry });
    this.state = state;
    this.told();
    this.flush();
  }

  remove(upTo) {
    const state = this.state;
    state.waiting = state.waiting.filter((one) => one.number > upTo);
    this.state = state;
  }

  /* Everything that waits (or the first few) as one save under the number of the last. */
  batch() {
    const { device, waiting } = this.state;
    const some = waiting.slice(0, this.most);
    if (!some.length) return null;
    const last = some[some.length - 1].number;
    const body = { key: `${device}.${last}`, answers: Object.assign({}, ...some.map((one) => one.answers)) };
    const mayQuote = AnswerQueue.lastOf(some);
    if (mayQuote !== null) body.may_quote = mayQuote;
    if (some.some((one) => one.send)) body.send = true;
    return { last, some, body };
  }

  async flush() {
    if (this.busy || this.stopped) return;
    this.busy = true;
    clearTimeout(this.timer);
    try {
      for (let batch = this.batch(); batch && !this.stopped; batch = this.batch()) {
        if (!(await this.deliver(batch))) break;
      }
    } finally {
      this.busy = false;
      this.told();
    }
  }

  /* Whether to go on with the next. */
  async deliver(batch) {
    const { status, answer } = await this.post(batch.body);
    if (status === 200 && answer.saved === true && answer.key === batch.body.key) {
      this.remove(batch.last);
      this.failures = 0;
      if (!this.waiting.length) this.most = Infinity;
      this.told(answer.sent ? { sent: Boolean(batch.body.send) } : {});
      return true;
    }
    if (status === 409 && answer.state) {
      this.stopped = answer;
      return false;
    }
    if (status === 422 && answer.state) {
      if (batch.some.length > 1) this.most = 1;
      else {
        this.remove(batch.last);
        this.told({ refused: answer });
      }
      return true;
    }
    if (status === 403) await this.freshToken();
    this.again();
    return false;
  }

  again() {
    this.failures += 1;
    const wait = Math.min(30000, 500 * 2 ** this.failures) * (0.75 + Math.random() / 2);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  async post(body) {
    const control = new AbortController();
    const patience = setTimeout(() => control.abort(), 20000);
    try {
      const response = await fetch(this.url, this.request(body, control.signal));
      return { status: response.redirected ? 0 : response.status, answer: await response.json().catch(() => ({})) };
    } catch {
      return { status: 0, answer: {} };
    } finally {
      clearTimeout(patience);
    }
  }

  request(body, signal) {
    const text = JSON.stringify(body);
    const token = this.form.elements.csrfmiddlewaretoken.value;
    return {
      method: "POST",
      body: text,
      signal,
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      keepalive: text.length < 20000,
    };
  }

  /* The token changes when somebody logs in on this device, in another tab. */
  async freshToken() {
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
      const field = page.querySelector("#answering [name=csrfmiddlewaretoken]");
      if (field) this.form.elements.csrfmiddlewaretoken.value = field.value;
    } catch {
      /* no connection: the next try asks again */
    }
  }

  /* The page goes away: one more try that lives on without it. Nothing is removed; the next visit sorts it out. */
  lastChance() {
    const batch = this.stopped ? null : this.batch();
    if (batch) fetch(this.url, this.request(batch.body)).catch(() => {});
  }
}

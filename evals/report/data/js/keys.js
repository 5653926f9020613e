// What can be done by single keys; none of them works while something is typed.

import {change, state} from "./state.js";
import {step} from "./talk.js";

const KEYS = {
  j: () => step(1, "talk"),
  k: () => step(-1, "talk"),
  "]": () => step(1, "turn"),
  "[": () => step(-1, "turn"),
  b: () => change({side: state().side === "1" ? null : "1"}, true),
  "/": () => document.getElementById("filter-q").focus(),
};

/** Listen. */
export function listen() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

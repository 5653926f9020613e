// Puts the page together. Everything is drawn from the embedded JSON; nothing is fetched.

import {el} from "./dom.js";
import {showCharts} from "./charts.js";
import {showCompared} from "./compared.js";
import {content} from "./data.js";
import {filterBar} from "./filters.js";
import {listen} from "./keys.js";
import {talkList} from "./list.js";
import {showStamp} from "./stamp.js";
import {FILTERS, onChange, state} from "./state.js";
import {showSummary} from "./summary.js";
import {talkPane} from "./talk.js";

const part = (id) => document.getElementById(id);

part("name").append(content.name, content.state === "stopped" ? el("span", {class: "bad"}, " stopped before its end") : "");
showSummary(part("summary"));
showCompared(part("compared"));
showCharts(part("charts"));
part("conversations").append(filterBar(), el("div", {class: "browse"}, talkList(), talkPane()));
showStamp(part("stamp"));
part("sections").append(...[...document.querySelectorAll("main > section:not([hidden])")].map((section) =>
  el("a", {href: `#at=${section.id}`}, section.querySelector("h2").textContent)));
listen();

const goTo = (id) => {
  const heading = part(id)?.querySelector("h2");
  heading?.scrollIntoView({block: "start"});
  heading?.focus({preventScroll: true});
};
onChange((now, before) => {
  if (now.at) goTo(now.at);
  else if (!now.trial && FILTERS.some((f) => f !== "q" && now[f] && now[f] !== before[f])) part("conversations").scrollIntoView({block: "start"});
});
if (state().at) goTo(state().at);
else if (!state().trial && FILTERS.some((f) => state()[f])) part("conversations").scrollIntoView({block: "start"});
document.documentElement.dataset.ready = "true";

// What the page shows, as `report.json` describes it, with what is looked up often.

export const content = JSON.parse(document.getElementById("content").textContent);

export const byKey = new Map(content.conversations.map((one) => [one.key, one]));

let sounds = null;

/** The data of an embedded sound; parsed when the first one is played. */
export function soundData(number) {
  sounds ??= JSON.parse(document.getElementById("sounds").textContent);
  return sounds[number];
}

/** A trial's tags. */
export function tagsOf(talk) {
  return content.scenarios[talk.scenario]?.tags ?? [];
}

export const VERDICTS = {
  passed: {mark: "✓", name: "passed"},
  failed: {mark: "✗", name: "failed"},
  broke_off: {mark: "✗", name: "broke off"},
  invalid: {mark: "–", name: "invalid, not scored"},
  not_judged: {mark: "?", name: "not judged"},
};

/** What is measured, as the server tells it: names, titles and units; pages ask only for what is there. */

/** Return measures by name: {name, title, unit, better, about}. */
export function measuresOf(answer) {
  const list = Array.isArray(answer) ? answer : answer.measures ?? answer.data ?? [];
  return new Map(list.map((each) => [each.name, each]));
}

/** Return those of some names that the server measures, in order, as `measures` takes them. */
export function known(measures, names) {
  return names.filter((name) => measures.has(name));
}

/** Return the first of some names that is measured, or the first measure there is. */
export function firstKnown(measures, names) {
  return known(measures, names)[0] ?? [...measures.keys()][0] ?? null;
}

/** Return a measure's title, or its name in words. */
export function titleOf(measures, name) {
  return measures.get(name)?.title ?? name.replaceAll('_', ' ');
}

/** Return a measure's unit. */
export function unitOf(measures, name) {
  return measures.get(name)?.unit ?? null;
}

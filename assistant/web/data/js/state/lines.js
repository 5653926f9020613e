/** The bubbles of a conversation as a list; every function returns a new one. */

/** How many bubbles are kept: hours of talk, still drawn at once. */
export const MAX_LINES = 200;

/** Return `lines` with the one of `id` changed, or added at the end. */
export function withLine(lines, id, change) {
  const at = lines.findIndex((line) => line.id === id);
  if (at < 0) {
    const fresh = { id, who: 'shopper', text: '', words: [], live: false, cut: null, responseId: null };
    return [...lines, { ...fresh, ...change }].slice(-MAX_LINES);
  }
  const changed = { ...lines[at], ...change };
  return lines.map((line, index) => (index === at ? changed : line));
}

/** Return the line of `id`, or undefined. */
export function lineOf(lines, id) {
  return lines.find((line) => line.id === id);
}

/** Return `lines` without those that `drops` says. */
export function without(lines, drops) {
  return lines.some(drops) ? lines.filter((line) => !drops(line)) : lines;
}

/** Return where in `text` the last heard character is, after `heard`; all of it if it differs. */
export function heardLength(text, heard) {
  if (heard === null || heard === undefined) return text.length;
  const bare = (value) => value.replace(/\s+/g, ' ').trim();
  const wanted = bare(heard);
  if (!bare(text).startsWith(wanted)) return text.length;
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (bare(text.slice(0, at)).length >= wanted.length && seen >= wanted.length) return at;
    seen = bare(text.slice(0, at + 1)).length;
  }
  return text.length;
}

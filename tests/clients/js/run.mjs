// Runs every scenario, a few at a time; prints one line of JSON for each.
import { ANSWERS_WITHIN_MS } from './surroundings.mjs';

const AT_ONCE = 3; // conversations that two cores answer without falling behind
const LASTS_MS = 2 * ANSWERS_WITHIN_MS;

const queue = [];
for (const file of ['openai_http', 'openai_realtime', 'agents']) {
  const scenarios = await import(`./${file}.mjs`);
  for (const [name, run] of Object.entries(scenarios)) queue.push([`${file}.${name}`, run]);
}
if (process.argv[2] === '--list') {
  console.log(JSON.stringify(queue.map(([name]) => name)));
  process.exit(0);
}
const wanted = process.argv.slice(2);
const chosen = wanted.length ? queue.filter(([name]) => wanted.includes(name)) : queue;

async function work() {
  for (let one = chosen.shift(); one; one = chosen.shift()) {
    const [name, run] = one;
    const began = performance.now();
    let timer;
    const late = new Promise((_, refuse) => {
      timer = setTimeout(() => refuse(new Error(`not done in ${LASTS_MS} ms`)), LASTS_MS);
    });
    const error = await Promise.race([run(), late]).then(() => null, (e) => e.stack ?? String(e));
    clearTimeout(timer);
    console.log(JSON.stringify({ name, error, took_ms: Math.round(performance.now() - began) }));
  }
}

process.on('uncaughtException', (error) => {
  console.log(JSON.stringify({ name: 'uncaught', error: error.stack, took_ms: 0 }));
});
await Promise.all(Array.from({ length: AT_ONCE }, work));
process.exit(0);

/** The analysts' API. A refusal is an `AskError` with one sentence; what was dropped is no error. */

import { query } from './place.js';

const API = '/v1/analytics';

/** Why a question was not answered. */
export class AskError extends Error {
  /**
   * @param {string} message One sentence.
   * @param {number|null} status Null: the server was not reached.
   */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Asks with one key; what is under way is not asked twice. */
export class Ask {
  #token;
  #kept = new Map();
  #underWay = new Map();

  constructor(token) {
    this.#token = token;
  }

  /** Return the JSON of an answer; panels that ask the same at once share one, and must not change it. */
  get(path, values = {}, signal = undefined) {
    const key = path + query(values);
    const other = this.#underWay.get(key);
    if (other && other.signal === signal) return other.answer;
    const asked = { signal, answer: this.#send('GET', key, undefined, signal).then((answer) => answer.json()) };
    asked.answer = asked.answer.finally(() => this.#underWay.get(key) === asked && this.#underWay.delete(key));
    this.#underWay.set(key, asked);
    return asked.answer;
  }

  /** Return an answer that stays the same while the page is open. */
  once(path, values = {}) {
    const key = path + query(values);
    if (!this.#kept.has(key)) {
      const asked = this.get(path, values);
      asked.catch(() => this.#kept.delete(key));
      this.#kept.set(key, asked);
    }
    return this.#kept.get(key);
  }

  /** Change something; return what the server says of it, or null. */
  async change(method, path, body = undefined) {
    const answer = await this.#send(method, path, body);
    return answer.status === 204 ? null : answer.json().catch(() => null);
  }

  /** Return a file and its name. */
  async file(path, values = {}, signal = undefined) {
    const answer = await this.#send('GET', path + query(values), undefined, signal);
    const named = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '');
    return { blob: await answer.blob(), name: named?.[1] ?? null };
  }

  async #send(method, path, body, signal) {
    const headers = { authorization: `Bearer ${this.#token}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    let answer;
    try {
      answer = await fetch(API + path, { method, headers, signal, cache: 'no-store', body: body === undefined ? undefined : JSON.stringify(body) });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new AskError('The server cannot be reached; check that it runs.', null);
    }
    if (answer.ok) return answer;
    const told = await answer.json().catch(() => null);
    throw new AskError(told?.error?.message ?? `The server answered ${answer.status}.`, answer.status);
  }
}

/** Let the browser save a file. */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

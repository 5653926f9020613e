/** What went wrong, in a shopper's words: what happened, and what to do about it. */

const TEXTS = {
  insecure: ['The microphone needs a secure page', 'Open this page over https, or type below.'],
  unsupported: ['This browser cannot use a microphone here', 'Type below, or try a recent Chrome, Edge, Safari or Firefox.'],
  denied: ['The microphone is blocked for this page', 'Click the icon beside the address, allow the microphone, then tap the button again. You can also type below.'],
  no_microphone: ['No microphone was found', 'Plug one in, or type below.'],
  microphone_busy: ['Another app is using the microphone', 'Close the call or recorder that has it, then tap the button again.'],
  microphone_ended: ['The microphone was unplugged or switched off', 'Tap the button to listen again.'],
  microphone_silent: ['The microphone gives no sound', 'Is it muted, or the wrong one? Check it in the system settings, or type below.'],
  offline: ['You are offline', 'We reconnect as soon as the network is back. Nothing is lost.'],
  reconnecting: ['The connection was lost', 'Trying again. Your conversation and cart are kept.'],
  busy: ['Many people are shopping right now', 'We try again by ourselves.'],
  ending: ['The shop is restarting', 'We reconnect in a moment. Your conversation and cart are kept.'],
  expired: ['Your visit has timed out', 'Open the shop’s page again to go on where you were.'],
  no_token: ['This page was opened without its key', 'Open it from the shop, or from the link that the server printed when it started.'],
  forbidden: ['This page may not talk to the shop', 'Open it from the shop’s own address.'],
  elsewhere: ['This conversation went on in another window', 'Go on there, or bring it back here.'],
  too_long: ['This conversation was open for a very long time', 'Bring it back to go on where you were.'],
  used_up: ['That was all the talking time for now', 'Type below, or come back in a while.'],
  not_heard: ['That was not understood', 'Please say it again, a little closer to the microphone, or type it.'],
  nothing_said: ['Nothing was heard', 'Hold the button while you speak, and let go when you are done.'],
  server: ['Something went wrong on our side', 'Please say that again.'],
  too_fast: ['That was a lot at once', 'Wait a moment, then try again.'],
  cart: ['The cart could not be changed', 'Please try again.'],
  sold_out: ['That one is not in stock', 'Pick another size or color.'],
  board: ['The board could not be changed', 'Please try again.'],
  product: ['That product could not be opened', 'Please try again.'],
  compare: ['These could not be compared', 'Please try again.'],
  room: ['The call could not be set up', 'Sound goes another way now.'],
};

/** What one click can do about it. */
const ACTIONS = { elsewhere: 'reconnect', too_long: 'reconnect', reconnecting: 'reconnect', busy: 'reconnect' };

/** Return {code, title, advice, action, lasting}; an unknown code is trouble on our side. */
export function trouble(code) {
  const known = code in TEXTS ? code : 'server';
  const [title, advice] = TEXTS[known];
  return { code: known, title, advice, action: ACTIONS[known] ?? null, lasting: LASTING.has(known) };
}

/** Those that stay on the screen until they are over; others go by themselves. */
const LASTING = new Set(['offline', 'reconnecting', 'busy', 'ending', 'expired', 'no_token',
  'forbidden', 'elsewhere', 'too_long', 'denied', 'insecure', 'unsupported', 'no_microphone']);

/** Those that concern the connection: over as soon as it is open again. */
export const OF_LINK = new Set(['offline', 'reconnecting', 'busy', 'ending', 'expired', 'no_token',
  'forbidden', 'elsewhere', 'too_long']);

/** Those that concern the microphone: over as soon as it is on. */
export const OF_MICROPHONE = new Set(['insecure', 'unsupported', 'denied', 'no_microphone',
  'microphone_busy', 'microphone_ended', 'microphone_silent']);

/** Return which trouble an error of the protocol is; null where a shopper need not know. */
export function troubleOfError({ code, type }) {
  if (HARMLESS.has(code)) return null;
  if (code === 'input_audio_buffer_commit_empty') return 'nothing_said';
  if (code === 'session_expired') return 'too_long';
  if (/audio/.test(code ?? '') && type === 'rate_limit_error') return 'used_up';
  if (type === 'rate_limit_error' || /rate_limit|too_many|limit_reached/.test(code ?? '')) return 'too_fast';
  if (type === 'authentication_error') return 'expired';
  if (type === 'permission_error') return 'forbidden';
  return type === 'server_error' ? 'server' : null;  // our own mistakes are told in the console
}

/** Return which trouble a microphone that does not open is. */
export function troubleOfMicrophone(error) {
  switch (error?.name) {
    case 'NotAllowedError': case 'SecurityError': return 'denied';
    case 'NotFoundError': case 'OverconstrainedError': return 'no_microphone';
    case 'NotReadableError': case 'AbortError': return 'microphone_busy';
    default: return 'unsupported';
  }
}

const HARMLESS = new Set(['response_cancel_not_active', 'conversation_already_has_active_response',
  'item_truncate_invalid_item_id']);

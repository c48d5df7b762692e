// How long an answer asks us to stay away, in ms: Retry-After, seconds or a date (RFC 9110, 10.2.3).
//
// A date is held against the answer's own Date, never against this device's clock, which may be wrong by years. Nobody keeps
// answers on a device for longer than an hour by this.
const most = 3_600_000;

export function pauseAsked(retryAfter: string | null, date: string | null): number {
  const text = retryAfter?.trim() ?? "";
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, most);
  const pause = text && date ? Date.parse(text) - Date.parse(date) : 0;
  return Math.min(Math.max(pause, 0) || 0, most);
}

// Taking answers back: asks the endpoint to delete a response. Only 204 means that it dealt with it: a sign-in page of a
// Wi-Fi network answers 200. The endpoint says the same whether there was such a response or not.
import type { TakeBack } from "./bridge";

const patience = 30_000; // ms to wait for an answer

export async function takeBack(what: TakeBack): Promise<boolean> {
  const patienceEnds = new AbortController();
  const timer = setTimeout(() => patienceEnds.abort(), patience);
  try {
    const answer = await fetch("/v1/withdrawals", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(what),
      redirect: "error",
      cache: "no-store",
      signal: patienceEnds.signal,
    });
    return answer.status === 204;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

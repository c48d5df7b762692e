// Breaks calls to the platform in a page, in every way they can be broken.

// In the page, before anything else runs.
export function breakCall({ call, way, after = 0 }) {
  const steps = call.split(".");
  const name = steps.pop();
  const owner = steps.reduce((object, step) => object?.[step], globalThis);
  if (owner === undefined || owner === null) return;
  const getter = Object.getOwnPropertyDescriptor(owner, name)?.get;
  if (getter && call.includes(".prototype.")) { // what is asked of each object
    const broken = way === "missing" ? () => undefined : () => { throw new DOMException("broken on purpose", "SecurityError"); };
    return Object.defineProperty(owner, name, { get: broken, configurable: true });
  }
  const original = owner[name];
  const started = Date.now();
  const fail = (kind) => new DOMException("broken on purpose", kind);
  const refusals = {
    throws: () => { throw fail("SecurityError"); },
    rejects: () => Promise.reject(fail("NotAllowedError")),
    hangs: () => new Promise(() => undefined),
    quota: () => { throw fail("QuotaExceededError"); },
  };
  const isRequest = call.startsWith("IDBObjectStore.") || call === "indexedDB.open";
  function broken(...values) {
    if (Date.now() - started < after) return original.apply(this, values);
    if (isRequest && way === "hangs") { // a request that says nothing
      const request = original.apply(this, values);
      for (const type of ["success", "error", "blocked", "upgradeneeded"]) request.addEventListener(type, (event) => event.stopImmediatePropagation());
      return request;
    }
    if (call === "IDBDatabase.prototype.transaction" && (way === "hangs" || way === "aborts")) {
      const transaction = original.apply(this, values);
      if (way === "aborts") transaction.abort();
      else for (const type of ["complete", "abort", "error"]) transaction.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
      return transaction;
    }
    if (isRequest && way === "aborts") {
      const request = original.apply(this, values);
      request.addEventListener("success", (event) => {
        event.stopImmediatePropagation();
        request.transaction?.abort();
        request.dispatchEvent(new Event("error"));
      }, true);
      return request;
    }
    return (refusals[way] ?? refusals.throws).call(this);
  }
  broken.prototype = {};
  const value = way === "missing" ? undefined : typeof original === "function" ? broken : original;
  const descriptor = typeof original === "function" || way === "missing"
    ? { value, configurable: true, writable: true }
    : { get: refusals.throws, configurable: true };
  Object.defineProperty(owner, name, descriptor);
}

// In the page: who waits long does not wait as long, until `patient` is set.
export function hasten() {
  for (const name of ["setTimeout", "setInterval"]) {
    const original = globalThis[name];
    globalThis[name] = (work, ms, ...values) => original(work, ms > 5_000 && !globalThis.patient ? ms / 20 : ms, ...values);
  }
}

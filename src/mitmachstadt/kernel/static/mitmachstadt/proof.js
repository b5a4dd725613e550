// Proof of work (ALTCHA) for forms without an account. The calculating is done by ALTCHA's own
// worker, from when somebody begins to write. No cookie is sent, nothing about the device is read.
const FRESH = 20 * 60 * 1000;
const PATIENCE = 30 * 1000;

const asked = async (worker, message) => {
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }) => resolve(data));
      worker.addEventListener("error", reject);
      worker.postMessage(message);
    });
  } finally {
    worker.terminate();
  }
};

const proofFor = async ({ challenge: address, worker }) => {
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(address, { credentials: "omit", cache: "no-store", signal });
  if (!response.ok) throw new Error(`challenge: ${response.status}`);
  const challenge = await response.json();
  const solution = await asked(new Worker(worker), { type: "work", challenge, timeout: PATIENCE });
  if (!solution?.derivedKey) throw new Error("no solution");
  return btoa(JSON.stringify({ challenge, solution }));
};

for (const box of document.querySelectorAll("[data-proof]")) {
  const form = box.closest("form");
  const field = box.querySelector("input");
  const words = box.querySelector("[data-proof-words]");
  const status = box.querySelector("[role=status]");
  let running, began, failed, pending, again;

  const reset = () => {
    [running, began, failed, pending] = [null, 0, false, false];
    field.value = status.textContent = "";
    words.textContent = box.dataset.idle;
  };
  const stale = () => Math.abs(Date.now() - began) > FRESH;
  const prove = () => {
    if (running && !stale()) return running;
    reset();
    began = Date.now();
    running = proofFor(box.dataset).then(
      (proof) => { [field.value, words.textContent] = [proof, box.dataset.done]; },
      () => { [failed, words.textContent, status.textContent] = [true, "", box.dataset.failed]; },
    );
    return running;
  };

  form.addEventListener("focusin", prove);
  form.addEventListener("submit", async (event) => {
    // What failed while somebody wrote is tried once more; then it goes without.
    if (!stale() && (field.value || (failed && again))) return;
    event.preventDefault();
    if (pending) return;
    if (failed) running = null;
    again = true;
    const proving = prove();
    [pending, status.textContent] = [true, box.dataset.pending];
    await proving;
    form.requestSubmit(event.submitter);
  });
  // Back to a form that was sent: its proof is used up.
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) { again = false; reset(); } });
  reset();
}

// The browser makes or uses a passkey; its answer goes into the form, which is sent as any other.

const form = document.querySelector("form[data-passkey]");
const words = form.querySelector("[data-passkey-words]");
const button = form.querySelector("button[type=submit]");
const Credential = window.PublicKeyCredential;

async function answer() {
  const options = JSON.parse(form.dataset.options);
  if (form.dataset.passkey === "create") {
    const publicKey = Credential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = Credential.parseRequestOptionsFromJSON(options);
  return navigator.credentials.get({ publicKey });
}

if (Credential?.parseRequestOptionsFromJSON) {
  words.textContent = "";
  button.hidden = false;
  form.addEventListener("submit", (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    words.textContent = "";
    button.disabled = true;
    answer().then((made) => {
      form.elements.credential.value = JSON.stringify(made);
      form.submit();
    }).catch(() => {
      words.textContent = form.dataset.failed;
      button.disabled = false;
    });
  });
} else {
  words.textContent = form.dataset.missing;
}

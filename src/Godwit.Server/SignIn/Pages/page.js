"use strict";
const problem = document.getElementById("problem");
const words = {
  "no-role": "You are known, but nobody has given you a role here. Ask an administrator of this server.",
  "provider": "The other server could not sign you in.",
};

function say(text) {
  problem.textContent = text;
  problem.hidden = false;
}

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json", "Godwit-Request": "1" }, body: JSON.stringify(body) });
  if (answer.ok) return true;
  const said = await answer.json().catch(() => null);
  say(said?.detail ?? `The server answered ${answer.status}.`);
  return false;
}

function onSubmit(id, act) {
  const form = document.getElementById(id);
  form?.addEventListener("submit", async event => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      await act(Object.fromEntries(new FormData(form)));
    } catch {
      say("The server does not answer.");
    } finally {
      button.disabled = false;
    }
  });
}

onSubmit("sign-in", async ({ name, password }) => {
  if (await post("/api/v1/session", { name, password })) location.assign("/");
});

onSubmit("welcome", async ({ name, password, again }) => {
  if (password !== again) return say("The two passwords are not the same.");
  const code = new URLSearchParams(location.search).get("code") ?? "";
  if (await post("/api/v1/accounts/first", { code, name, password }) && await post("/api/v1/session", { name, password })) location.assign("/");
});

async function showWays() {
  const list = document.getElementById("ways");
  const answer = list && await fetch("/api/v1/session/ways");
  if (!answer?.ok) return;
  const names = { "openid-connect": "Sign in with your organization", "negotiate": "Sign in with Windows or Kerberos" };
  for (const way of (await answer.json()).ways.filter(w => w in names)) {
    const link = document.createElement("a");
    link.href = `/sign-in/${way}`;
    link.textContent = names[way];
    list.append(link);
    list.hidden = false;
  }
}

const asked = new URLSearchParams(location.search).get("problem");
if (asked in words) say(words[asked]);
showWays();

// The cookie is the browser's, so the browser gives it back itself.
export async function signOut() {
  await fetch('/api/v1/session', { method: 'DELETE', headers: { 'Godwit-Request': '1' } });
  location.assign('/sign-in');
}

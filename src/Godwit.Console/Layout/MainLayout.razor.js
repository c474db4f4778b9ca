// The edge between the tree and the pane: drawn, or moved with the arrow keys; this browser remembers where it stands.
const place = 'godwit.side', usual = 320, narrowest = 180, step = 16;

export function attach(edge) {
  if (!edge) return;
  put(edge, Number(read()) || usual);
  edge.addEventListener('pointerdown', e => {
    if (e.button !== 0) return;
    e.preventDefault();
    const follow = m => put(edge, m.clientX);
    edge.setPointerCapture(e.pointerId);
    edge.addEventListener('pointermove', follow);
    edge.addEventListener('lostpointercapture', () => {
      edge.removeEventListener('pointermove', follow);
      keep(edge);
    }, { once: true });
  });
  edge.addEventListener('keydown', e => {
    const now = Number(edge.getAttribute('aria-valuenow'));
    const to = { ArrowLeft: now - step, ArrowRight: now + step, Home: narrowest, End: widest() }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    put(edge, to);
    keep(edge);
  });
  edge.addEventListener('dblclick', () => {
    put(edge, usual);
    keep(edge);
  });
}

const widest = () => Math.max(narrowest, Math.round(innerWidth / 2));

function put(edge, width) {
  const now = Math.min(widest(), Math.max(narrowest, Math.round(width)));
  document.documentElement.style.setProperty('--side', `${now}px`);
  edge.setAttribute('aria-valuemin', narrowest);
  edge.setAttribute('aria-valuemax', widest());
  edge.setAttribute('aria-valuenow', now);
}

function read() {
  try { return localStorage.getItem(place); } catch { return null; }
}

function keep(edge) {
  try { localStorage.setItem(place, edge.getAttribute('aria-valuenow')); } catch { }
}

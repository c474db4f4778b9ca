// Keeps the menu inside the window, moves between its entries, and gives the focus back to where it came from.
export function show(menu) {
  // On a slow machine an entry may have been chosen before this call arrives: then there is no menu any more.
  if (!menu) return;
  const before = document.activeElement;
  const veil = menu.previousElementSibling;
  const box = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(box.left, innerWidth - box.width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(box.top, innerHeight - box.height - 4))}px`;
  const items = [...menu.querySelectorAll('[role=menuitem]')];
  const go = index => items[(index + items.length) % items.length].focus();
  menu.addEventListener('keydown', e => {
    const at = items.indexOf(document.activeElement);
    if (e.key === 'ArrowDown') go(at + 1);
    else if (e.key === 'ArrowUp') go(at - 1);
    else if (e.key === 'Home') go(0);
    else if (e.key === 'End') go(-1);
    else if (e.key === 'Escape' || e.key === 'Tab') veil.click();
    else if (e.key.length === 1 && e.key !== ' ') {
      const named = items.findIndex((item, i) => i > at && item.innerText.trim().toLowerCase().startsWith(e.key.toLowerCase()));
      if (named >= 0) go(named);
    } else return;
    e.preventDefault();
    e.stopPropagation();
  });
  const gone = new MutationObserver(() => {
    if (menu.isConnected) return;
    gone.disconnect();
    if (document.activeElement === document.body) before?.focus?.();
  });
  gone.observe(document.body, { childList: true, subtree: true });
  go(0);
}

// The keys of the tree: what the browser would do with them itself is held back.
const keys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', ' ', 'Enter', 'ContextMenu'];

export function attach(tree, owner) {
  if (!tree) return;
  tree.addEventListener('keydown', e => {
    if (e.target !== tree || e.altKey || e.ctrlKey || e.metaKey) return;
    if (!keys.includes(e.key) && !(e.shiftKey && e.key === 'F10')) return;
    e.preventDefault();
    const at = document.getElementById(tree.getAttribute('aria-activedescendant')) ?? tree;
    const box = at.getBoundingClientRect();
    owner.invokeMethodAsync('OnKeyDown', e.key, box.left + 40, box.bottom);
  });
  tree.dataset.keys = 'taken';
}

export function reveal(tree, index) {
  tree?.querySelectorAll('[role=treeitem]')[index]?.scrollIntoView({ block: 'nearest' });
}

// Small things that are made by script: an element, and a dialog.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Opened at once and gone when closed; `closed` hears the value of the button that closed it.
export function openDialog(title, name, content, closed) {
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": `${name}rubrik` },
    element("h2", { id: `${name}rubrik` }, title), ...content);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    closed(dialog.returnValue);
    dialog.remove();
  });
  dialog.showModal();
  return dialog;
}

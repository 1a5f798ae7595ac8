// Opens a dialog over the page where its link would only lead to it; closing gives the focus back to the link.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("a[data-dialog]");
  const dialog = opener && document.querySelector(opener.hash);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const closer = event.target.closest(".dialog a[href='#']");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
});

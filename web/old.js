// For browsers that are too old for the program (no module scripts): shows the page's own words for that. Written for
// the oldest browser there is; web/build.mjs copies it as it is.
(function () {
  var note = document.getElementById("trouble");
  var app = document.getElementById("app");
  if (note && note.content && app) app.parentNode.insertBefore(note.content.cloneNode(true), app);
})();

// In the admin: signing out leaves no more on this device than it does elsewhere (see app.js, which
// the admin does without).

const form = document.getElementById("logout-form");
const user = document.getElementById("site-name")?.dataset.user;

form?.addEventListener("submit", (event) => {
  if (
    localStorage.getItem(`briefing-unsent:${user}`) ||
    localStorage.getItem(`practice-unsent:${user}`)
  ) {
    // The page of the site asks what becomes of what was not sent.
    event.preventDefault();
    location.href = "/accounts/logout/";
    return;
  }
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`draft:${user}:`) || key === "briefing-user") localStorage.removeItem(key);
  }
});

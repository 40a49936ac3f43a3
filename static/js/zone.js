// Fills in the time zone and the week start that the browser knows, where nobody chose them yet, and says so.

const field = document.getElementById("id_time_zone");
const week = document.getElementById("id_week_start");
const note = document.getElementById("zone-note");
const others = document.getElementById("other-zones");

/** @param {string} zone */
const offered = (zone) => {
  if (!(field instanceof HTMLSelectElement)) return false;
  if ([...field.options].some((option) => option.value === zone)) return true;
  if (!(others instanceof HTMLTemplateElement)) return false;
  // A name that the server knows but does not list: a fixed distance from UTC, or an old name.
  const more = [...others.content.querySelectorAll("option")].find(({ value }) => value === zone);
  if (more) field.append(more);
  return Boolean(more);
};

const guessZone = () => {
  if (!(field instanceof HTMLSelectElement) || field.value || !note) return;
  const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
  let said = note.dataset.none;
  if (guess) said = offered(guess) ? note.dataset.found : note.dataset.missing;
  if (guess && offered(guess)) field.value = guess;
  // What is known need not be asked; where it is not, the question stays open.
  const fields = document.getElementById("zone-fields");
  if (fields instanceof HTMLDetailsElement) fields.open = !field.value;
  const label = field.value ? field.selectedOptions[0]?.textContent : guess;
  note.textContent = (said ?? "").replace("{zone}", label ?? "");
  note.hidden = false;
};

const guessWeek = () => {
  if (!(week instanceof HTMLSelectElement)) return;
  const locale = /** @type {any} */ (new Intl.Locale(navigator.language));
  const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay; // 1 Monday … 7 Sunday
  const value = String(first - 1);
  if ([...week.options].some((option) => option.value === value)) week.value = value;
};

if (note && "guess" in note.dataset) {
  guessZone();
  guessWeek();
}

// Fills in the time zone that the browser knows, where none was chosen yet.

const field = document.getElementById("id_time_zone");
const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (
  field instanceof HTMLSelectElement &&
  field.value === "UTC" &&
  [...field.options].some((option) => option.value === guess)
) {
  field.value = guess;
}

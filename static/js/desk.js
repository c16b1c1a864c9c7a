// The earlier claim that a claim relates to is looked for among those about the same subject. Without this script all
// are offered, and the form says which do not fit.
"use strict";
{
  const $ = django.jQuery;
  const subjects = ["commitment", "condition", "actor", "guarantee", "contribution"];
  let opened = null;

  $(document).on("select2:open", (event) => {
    opened = event.target;
  });

  $.ajaxPrefilter((options) => {
    const name = opened ? opened.name : "";
    if (!name.endsWith("-relates_to") || typeof options.data !== "string" || !options.url.includes("/autocomplete/")) {
      return;
    }
    const prefix = name.slice(0, -"relates_to".length);
    for (const subject of subjects) {
      const field = opened.form.elements[prefix + subject];
      if (field && field.value) {
        options.data += `&${subject}=${encodeURIComponent(field.value)}`;
      }
    }
  });
}

// Fields get the names, and long examples the key Tab, that it does not give them (1.3.1, 2.1.1, 4.1.2).
addEventListener("DOMContentLoaded", () => {
  const names = [
    ["textarea.body-param__text, textarea", "Request body"],
    [".content-type-wrapper select, select.content-type", "Media type"],
    ["select", "Value"],
    ["input", "Value"],
  ];
  const isNamed = (field) => field.hasAttribute("aria-label") || field.hasAttribute("aria-labelledby") || field.labels?.length > 0;
  const mend = () => {
    for (const [fields, name] of names)
      for (const field of document.querySelectorAll(`.swagger-ui :is(${fields})`))
        if (!isNamed(field)) field.setAttribute("aria-label", field.closest("[data-param-name]")?.dataset.paramName ?? name);
    for (const text of document.querySelectorAll(".swagger-ui :is(.microlight, pre):not([tabindex])")) text.tabIndex = 0;
  };
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
});

"""Button style: CSS that lets buttons of our own elements look like Streamlit's."""

#: from the theme in use; the outline is for readers whose system replaces colours and drops shadows
BUTTON = """
:is(button, a.button) {
  min-height: 2.5rem;
  padding: 0.25rem 0.75rem;
  font-family: var(--st-font);
  font-size: 0.875rem;
  color: var(--st-text-color);
  background: color-mix(in srgb, var(--st-background-color), white 3%);
  border: 1px solid var(--st-border-color);
  border-radius: var(--st-button-radius);
  cursor: pointer;
}
:is(button, a.button):hover,
:is(button, a.button):focus-visible {
  background: color-mix(in srgb, var(--st-gray-color) 15%, transparent);
}
:is(button, a.button):focus-visible {
  outline: 2px solid transparent;
  box-shadow: 0 0 0 0.2rem color-mix(in srgb, var(--st-primary-color) 50%, transparent);
}
"""

"use strict";
{
  const config = { displayModeBar: false, displaylogo: false, responsive: false, scrollZoom: false, doubleClick: false };
  const place = document.querySelector("figure");
  const drawings = [...document.querySelectorAll("script[data-width]")];
  const fits = () => drawings.find((each) => Number(each.dataset.width) <= innerWidth) ?? drawings.at(-1);
  let shown;
  const show = () => {
    if (shown === fits()) return;
    shown = fits();
    const { data, layout } = JSON.parse(shown.textContent);
    place.style.maxWidth = `${layout.width}px`;
    Plotly.react(place, data, layout, config);
  };
  // Labels are placed by the widths of the typeface, so that it has to be there first.
  Promise.allSettled([...document.fonts].map((font) => font.load())).then(() => {
    show();
    addEventListener("resize", show);
  });
}

"use strict";
{
  const config = { displayModeBar: false, displaylogo: false, responsive: false, scrollZoom: false, doubleClick: false };
  const draw = (chart) => {
    if (chart.dataset.drawn) return;
    chart.dataset.drawn = "true";
    const { data, layout } = JSON.parse(chart.nextElementSibling.textContent);
    Plotly.newPlot(chart, data, layout, config);
  };
  const phone = matchMedia("(max-width: 703px)");
  const drawFor = (width) => document.querySelectorAll(`.chart.${width}`).forEach(draw);
  const drawShown = () => drawFor(phone.matches ? "narrow" : "wide");
  // Labels are placed by the widths of the typeface, so that it has to be there first.
  Promise.allSettled([...document.fonts].map((font) => font.load())).then(() => {
    drawShown();
    phone.addEventListener("change", drawShown);
  });
  addEventListener("beforeprint", () => {
    drawFor("wide");
    drawFor("print");
  });
}

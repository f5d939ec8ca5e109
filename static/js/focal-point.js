// Click the photograph where crops should look; the numbers below it say the same.

document.addEventListener("DOMContentLoaded", () => {
  const frame = document.querySelector("[data-focal-point]");
  const across = document.getElementById("id_focal_x");
  const down = document.getElementById("id_focal_y");
  if (!frame || !across || !down) return;
  const mark = document.createElement("span");
  mark.className = "focal-point__mark";
  frame.append(mark);
  const show = () => {
    mark.style.left = `${across.value * 100}%`;
    mark.style.top = `${down.value * 100}%`;
  };
  frame.addEventListener("click", (event) => {
    const box = frame.getBoundingClientRect();
    across.value = ((event.clientX - box.left) / box.width).toFixed(2);
    down.value = ((event.clientY - box.top) / box.height).toFixed(2);
    show();
  });
  across.addEventListener("input", show);
  down.addEventListener("input", show);
  show();
});

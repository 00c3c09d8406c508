// Placeholder until the page stands here.
import { boot } from "../boot/boot.ts";

const place = document.createElement("main");
const input = document.createElement("input");
input.type = "file";
input.disabled = true;
const state = document.createElement("p");
state.textContent = "…";
place.append(input, state);
document.body.append(place);
boot()
  .then(async (booted) => {
    const report = await booted.sealed;
    booted.startWorker();
    input.disabled = !report.ok;
    state.textContent = JSON.stringify(report);
  })
  .catch((error: Error) => {
    state.textContent = error.message;
  });

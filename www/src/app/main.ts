// Mounts the page first, so that it shows how the boot goes; the engine joins when the boot has its parts.
import { boot } from "../boot/boot.ts";
import { connect } from "../engine/client.ts";
import { locale, preferred } from "../i18n/locale.ts";
import sample from "../sample/orders_sample.csv?raw";
import { InsituApp } from "./app.ts";

locale.set(preferred(navigator.languages));
const app = new InsituApp();
app.sample = { name: "orders_sample.csv", blob: new Blob([sample]) };
document.body.append(app);

boot().then(
  (booted) => app.journey.follow(booted, connect(booted)),
  (error: unknown) => app.journey.bootFailed(error),
);

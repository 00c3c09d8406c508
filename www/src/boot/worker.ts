// Entry of the worker's bundle; the order is what matters.
import "./worker-lock.ts";
import "../engine/worker.ts";

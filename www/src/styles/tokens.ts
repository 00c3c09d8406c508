import { css } from "lit";

/** Colours, type and spacing as custom properties of the document; they reach into every shadow root. */
export const tokens = css`
  :root {
    color-scheme: light;
    --bg: #f4f6f8;
    --surface: #ffffff;
    --surface-2: #edf1f4;
    --line: #dce3e8;
    --line-strong: #75838e;
    --text: #16202a;
    --text-2: #465460;
    --text-3: #5a6874;
    --accent: #0a6c6d;
    --accent-hover: #085758;
    --accent-soft: #e0f0ef;
    --on-accent: #ffffff;
    --focus: #0a6c6d;
    --good: #1b7340;
    --good-soft: #e4f3e9;
    --watch: #855400;
    --watch-soft: #fbf1dd;
    --bad: #b3261e;
    --bad-soft: #fceae8;
    --seq-0: #eef6f6;
    --seq-1: #b9dcdb;
    --seq-2: #74b5b5;
    --seq-3: #2f8587;
    --seq-4: #0a5557;
    --c1: #005f9e;
    --c2: #bd5200;
    --c3: #1d8060;
    --c4: #a8427c;
    --c5: #3a86bd;
    --c6: #94700a;
    --c7: #6a59b3;
    --c8: #7d6455;
    --shade: rgb(13 22 30 / 45%);
    --float: 0 8px 28px rgb(13 22 30 / 18%);
    --radius: 6px;
    --font: system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
    --mono: ui-monospace, "SF Mono", Consolas, "Noto Sans Mono CJK SC", monospace;
  }
  :root[data-theme="dark"] {
    color-scheme: dark;
    --bg: #10161b;
    --surface: #182027;
    --surface-2: #212b33;
    --line: #2e3a44;
    --line-strong: #7f8e9a;
    --text: #e7edf1;
    --text-2: #b6c2cb;
    --text-3: #98a6b1;
    --accent: #4fbcb8;
    --accent-hover: #74d0cc;
    --accent-soft: #173b3c;
    --on-accent: #06201f;
    --focus: #6fd3cf;
    --good: #63c78a;
    --good-soft: #17352a;
    --watch: #e2ae52;
    --watch-soft: #3a2f18;
    --bad: #ff8d83;
    --bad-soft: #43211f;
    --seq-0: #1c2a2e;
    --seq-1: #1d4a4c;
    --seq-2: #23706f;
    --seq-3: #3b9f9b;
    --seq-4: #8be0d8;
    --c1: #58a9dd;
    --c2: #ee8f49;
    --c3: #4cba92;
    --c4: #dd88ba;
    --c5: #8fc7ec;
    --c6: #d3b04a;
    --c7: #aa9dea;
    --c8: #bd9f8e;
    --shade: rgb(0 0 0 / 60%);
    --float: 0 8px 28px rgb(0 0 0 / 55%);
  }
  html,
  body {
    margin: 0;
    background: var(--bg);
    color: var(--text);
    font: 14px / 1.55 var(--font);
  }
`;

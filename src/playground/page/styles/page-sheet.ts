import { css } from 'lit';

const page = css`
  :root {
    --back: #1a1b20;
    --panel: #22242b;
    --raised: #2b2e37;
    --line: #3a3e4a;
    --text: #e3e5ea;
    --strong: #fff;
    --faint: #a6abb8;
    --link: #6cb2f7;
    --accent: #4f5be0;
    --accent-text: #c3c9ff;
    --tint: #5865f226;
    --mention: #5865f24d;
    --hover: #ffffff12;
    --current: #ffffff1f;
    --secondary: #434856;
    --secondary-text: #fff;
    --good: #1f7a3f;
    --bad: #c93a40;
    --danger: #ff8d92;
    --warning: #ffd479;
    --code: #121317;
    --shadow: #0008;
    color-scheme: dark;
  }
  @media (prefers-color-scheme: light) {
    :root {
      --back: #fff;
      --panel: #f3f4f6;
      --raised: #fff;
      --line: #d3d6dc;
      --text: #24272e;
      --strong: #0b0d12;
      --faint: #565d6b;
      --link: #0a58b8;
      --accent: #4752c4;
      --accent-text: #333ea8;
      --tint: #5865f214;
      --mention: #5865f226;
      --hover: #0000000d;
      --current: #0000001a;
      --secondary: #dfe2e8;
      --secondary-text: #24272e;
      --good: #1f7a3f;
      --bad: #c2343b;
      --danger: #b4232b;
      --warning: #8a5a00;
      --code: #eceef1;
      --shadow: #00000026;
      color-scheme: light;
    }
  }
  body {
    margin: 0;
    background: var(--back);
    color: var(--text);
    font: 15px/1.45 system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  }
`;

/** What holds outside the components: colours, light or dark as the reader's system is, and the font. */
export const pageSheet: CSSStyleSheet = page.styleSheet ?? new CSSStyleSheet();

import { css } from 'lit';

const page = css`
  :root {
    --back: #1a1b20;
    --panel: #22242b;
    --raised: #2b2e37;
    --line: #3a3e4a;
    --text: #e3e5ea;
    --faint: #a6abb8;
    --link: #6cb2f7;
    --accent: #5865f2;
    --accent-text: #c3c9ff;
    --good: #248046;
    --bad: #c93a40;
    color-scheme: dark;
  }
  body {
    margin: 0;
    background: var(--back);
    color: var(--text);
    font: 15px/1.45 system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  }
`;

/** What holds outside the components: colours and the font. */
export const pageSheet: CSSStyleSheet = page.styleSheet ?? new CSSStyleSheet();

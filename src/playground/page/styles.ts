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

/** Buttons, fields and focus, everywhere the same. */
export const controlStyles = css`
  * {
    box-sizing: border-box;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--link);
    outline-offset: 2px;
  }
  .button {
    border: 0;
    border-radius: 6px;
    padding: 5px 14px;
    min-height: 34px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: #fff;
    text-decoration: none;
    font-size: 14px;
    font-weight: 500;
  }
  .button.primary {
    background: var(--accent);
  }
  .button.secondary {
    background: #434856;
  }
  .button.success {
    background: var(--good);
  }
  .button.danger {
    background: var(--bad);
  }
  .button:hover:not(:disabled) {
    filter: brightness(1.15);
  }
  .button:disabled {
    opacity: 0.5;
    cursor: not-allowed;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .link {
    border: 0;
    background: none;
    padding: 0;
    color: var(--link);
  }
  .link:hover {
    text-decoration: underline;
  }
  input:not([type='checkbox']),
  select,
  textarea {
    background: var(--back);
    border: 1px solid var(--line);
    border-radius: 6px;
    padding: 7px 10px;
    max-width: 100%;
  }
  .required {
    color: #ff8d92;
  }
`;

export const appStyles = css`
  :host {
    display: block;
    height: 100dvh;
  }
  .waiting {
    padding: 2rem;
    color: var(--faint);
  }
  .skip {
    position: absolute;
    left: -999px;
  }
  .skip:focus {
    left: 8px;
    top: 8px;
    z-index: 9;
    padding: 8px;
    background: var(--raised);
    color: var(--link);
  }
  .app {
    display: grid;
    grid-template-columns: 230px minmax(0, 1fr);
    height: 100%;
  }
  .sidebar {
    background: var(--panel);
    border-inline-end: 1px solid #00000040;
    display: flex;
    flex-direction: column;
    padding: 12px 8px;
    overflow-y: auto;
  }
  .sidebar h2 {
    font-size: 12px;
    letter-spacing: 0.02em;
    color: var(--faint);
    margin: 12px 8px 4px;
    font-weight: 600;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .channel {
    width: 100%;
    border: 0;
    border-radius: 6px;
    background: none;
    padding: 6px 8px;
    text-align: start;
    color: var(--faint);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .channel.thread {
    padding-inline-start: 26px;
    font-size: 14px;
  }
  .channel:hover {
    background: #ffffff0d;
    color: var(--text);
  }
  .channel[aria-current='page'] {
    background: #ffffff1a;
    color: #fff;
  }
  .who {
    margin-top: auto;
    padding: 12px 8px 0;
    display: grid;
    gap: 4px;
  }
  .who label {
    font-size: 12px;
    color: var(--faint);
  }
  main {
    display: flex;
    flex-direction: column;
    min-width: 0;
    height: 100dvh;
  }
  header {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 10px 16px;
    border-bottom: 1px solid #00000050;
    box-shadow: 0 1px 0 #ffffff08;
  }
  h1 {
    font-size: 16px;
    margin: 0;
    margin-inline-end: auto;
  }
  h1 span {
    color: var(--faint);
  }
  .burger {
    display: none;
    border: 0;
    background: none;
    font-size: 20px;
  }
  .state {
    font-size: 13px;
    color: var(--faint);
    white-space: nowrap;
  }
  .state::before {
    content: '● ';
    color: #3ba55d;
  }
  .state.away::before {
    content: '○ ';
    color: #ff8d92;
  }
  .violations {
    position: relative;
    font-size: 13px;
  }
  .violations summary {
    cursor: pointer;
    color: #ffd479;
  }
  .violations ul {
    position: absolute;
    right: 0;
    z-index: 4;
    width: min(480px, 80vw);
    max-height: 50vh;
    overflow: auto;
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 8px;
    padding: 8px 12px;
    overflow-wrap: anywhere;
  }
  .messages {
    flex: 1;
    overflow-y: auto;
    padding: 16px 0;
  }
  .welcome {
    padding: 2rem 1.25rem;
    max-width: 40rem;
  }
  .welcome h2 {
    margin: 0 0 4px;
  }
  .welcome p {
    color: var(--faint);
  }
  kbd {
    background: var(--raised);
    border-radius: 4px;
    padding: 1px 6px;
  }
  .notice {
    margin: 0 16px 8px;
    padding: 8px 12px;
    border-radius: 8px;
    background: #4a2f33;
    font-size: 14px;
  }
  @media (max-width: 640px) {
    .app {
      grid-template-columns: minmax(0, 1fr);
    }
    .burger {
      display: block;
    }
    .sidebar {
      display: none;
      position: fixed;
      inset: 49px 20% 0 0;
      z-index: 5;
      box-shadow: 8px 0 24px #0008;
    }
    .sidebar.open {
      display: flex;
    }
    .state {
      font-size: 0;
    }
    .state::before {
      font-size: 14px;
    }
  }
`;

export const messageStyles = css`
  .message {
    position: relative;
    display: grid;
    grid-template-columns: 40px minmax(0, 1fr);
    gap: 16px;
    padding: 6px 16px;
  }
  .message:hover,
  .message:focus-within {
    background: #00000026;
  }
  .message.ephemeral {
    background: #5865f21a;
    border-inline-start: 2px solid var(--accent);
  }
  .avatar {
    width: 40px;
    height: 40px;
    border-radius: 50%;
    background: #4b5dc9;
    display: grid;
    place-items: center;
    font-weight: 600;
  }
  .context {
    font-size: 13px;
    color: var(--faint);
  }
  .head {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .head time,
  .edited {
    font-size: 12px;
    color: var(--faint);
  }
  .tag {
    font-size: 10px;
    font-weight: 600;
    background: var(--accent);
    color: #fff;
    border-radius: 4px;
    padding: 1px 5px;
    align-self: center;
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .thinking {
    color: var(--faint);
    font-style: italic;
    margin: 2px 0;
  }
  .heading {
    font-weight: 700;
    line-height: 1.3;
    margin: 6px 0 2px;
  }
  .h1 {
    font-size: 22px;
  }
  .h2 {
    font-size: 19px;
  }
  .h3 {
    font-size: 16px;
  }
  .heading + br {
    display: none;
  }
  .subtext {
    color: var(--faint);
    font-size: 13px;
  }
  a {
    color: var(--link);
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
  code {
    background: #12131780;
    border-radius: 4px;
    padding: 1px 4px;
    font: 13px/1.4 ui-monospace, 'SF Mono', Consolas, monospace;
  }
  pre {
    background: #121317;
    border: 1px solid var(--line);
    border-radius: 6px;
    padding: 8px;
    overflow-x: auto;
    margin: 4px 0;
  }
  pre code {
    background: none;
    padding: 0;
  }
  blockquote {
    margin: 2px 0;
    padding-inline-start: 12px;
    border-inline-start: 4px solid var(--line);
  }
  ul,
  ol {
    margin: 2px 0;
    padding-inline-start: 22px;
    white-space: normal;
  }
  .spoiler {
    display: inline-block;
    background: #12131780;
    border-radius: 4px;
    padding: 0 6px;
  }
  .mention {
    border: 0;
    border-radius: 4px;
    padding: 0 3px;
    background: #5865f24d;
    color: var(--accent-text);
    font-weight: 500;
  }
  button.mention:hover {
    background: var(--accent);
    color: #fff;
  }
  .container {
    display: grid;
    gap: 8px;
    max-width: 600px;
    margin: 4px 0;
    padding: 14px 16px;
    background: var(--panel);
    border: 1px solid var(--line);
    border-inline-start: 4px solid var(--line);
    border-radius: 8px;
  }
  .section {
    display: flex;
    justify-content: space-between;
    align-items: flex-start;
    gap: 12px;
  }
  .section-text {
    min-width: 0;
  }
  .section > .button,
  .thumbnail {
    flex: none;
  }
  .thumbnail {
    width: 80px;
    height: 80px;
    object-fit: cover;
    border-radius: 6px;
  }
  .gallery {
    display: grid;
    gap: 4px;
    grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
  }
  .picture {
    max-width: 100%;
    border-radius: 8px;
  }
  .file {
    display: inline-block;
    padding: 8px 12px;
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 8px;
  }
  .separator {
    width: 100%;
    border: 0;
    border-top: 1px solid var(--line);
    margin: 2px 0;
  }
  .separator.bare {
    border-color: transparent;
  }
  .separator.wide {
    margin: 10px 0;
  }
  .select {
    width: 100%;
    max-width: 420px;
  }
  fieldset {
    border: 1px solid var(--line);
    border-radius: 6px;
    display: grid;
    gap: 4px;
  }
  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-top: 6px;
  }
  .reaction {
    border: 1px solid transparent;
    border-radius: 8px;
    background: var(--raised);
    padding: 2px 8px;
    font-size: 14px;
  }
  .reaction[aria-pressed='true'] {
    border-color: var(--accent);
    background: #5865f233;
  }
  .reaction.burst {
    box-shadow: 0 0 0 1px #ffd479;
  }
  .only-you {
    margin-top: 6px;
    font-size: 13px;
    color: var(--faint);
  }
  .toolbar {
    position: absolute;
    right: 16px;
    top: -12px;
    display: flex;
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 8px;
    opacity: 0;
  }
  .message:hover .toolbar,
  .message:focus-within .toolbar {
    opacity: 1;
  }
  @media (hover: none) {
    .toolbar {
      opacity: 1;
    }
  }
  .toolbar button,
  .toolbar summary {
    border: 0;
    background: none;
    padding: 4px 10px;
    cursor: pointer;
    list-style: none;
  }
  .toolbar summary::-webkit-details-marker {
    display: none;
  }
  .menu {
    position: absolute;
    right: 0;
    top: 100%;
    z-index: 3;
    width: 220px;
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 8px;
    padding: 6px;
    box-shadow: 0 8px 24px #0008;
  }
  .emoji {
    display: grid;
    grid-template-columns: repeat(5, 1fr);
  }
  .menu .emoji button {
    padding: 6px 0;
  }
  .menu .entry {
    display: block;
    width: 100%;
    text-align: start;
    padding: 6px 8px;
    border-radius: 4px;
  }
  .menu button:hover {
    background: #ffffff14;
  }
  .menu .danger {
    color: #ff8d92;
  }
`;

export const barStyles = css`
  .bar {
    position: relative;
    margin: 0 16px 16px;
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 10px;
  }
  .line {
    width: 100%;
    border: 0 !important;
    background: none !important;
    padding: 12px 14px !important;
  }
  .listbox {
    position: absolute;
    bottom: 100%;
    left: 0;
    right: 0;
    z-index: 4;
    margin: 0 0 6px;
    padding: 6px;
    list-style: none;
    max-height: 45vh;
    overflow-y: auto;
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: 8px;
    box-shadow: 0 -4px 24px #0006;
  }
  .listbox li {
    padding: 7px 10px;
    border-radius: 6px;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .listbox li[aria-selected='true'],
  .listbox li:hover {
    background: #5865f24d;
  }
  .listbox span,
  .name span {
    color: var(--faint);
  }
  .command {
    display: grid;
    gap: 10px;
    padding: 12px 14px;
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: end;
  }
  .field {
    position: relative;
    display: grid;
    gap: 3px;
    flex: 1 1 220px;
    max-width: 520px;
  }
  .field label {
    font-size: 13px;
    font-weight: 600;
  }
  .field .listbox {
    bottom: calc(100% + 2px);
  }
  .add {
    background: transparent !important;
    border: 1px dashed var(--line) !important;
    color: var(--faint) !important;
  }
`;

export const dialogStyles = css`
  dialog {
    width: min(480px, 92vw);
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--panel);
    color: var(--text);
    padding: 20px;
  }
  dialog::backdrop {
    background: #000a;
  }
  form {
    display: grid;
    gap: 14px;
  }
  h2 {
    margin: 0;
    font-size: 20px;
  }
  .field {
    display: grid;
    gap: 4px;
  }
  .field label {
    font-weight: 600;
    font-size: 14px;
  }
  small {
    color: var(--faint);
  }
  .row {
    justify-content: flex-end;
  }
  .error {
    color: #ff8d92;
    margin: 0;
  }
`;

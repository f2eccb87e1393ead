import { css } from 'lit';

/** A message and all that can be in one. */
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
    background: var(--hover);
  }
  .message.ephemeral {
    background: var(--tint);
    border-inline-start: 2px solid var(--accent);
  }
  .avatar {
    width: 40px;
    height: 40px;
    border-radius: 50%;
    color: #fff;
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
  .subtext {
    display: block;
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
    background: var(--code);
    border-radius: 4px;
    padding: 1px 4px;
    font: 13px/1.4 ui-monospace, 'SF Mono', Consolas, monospace;
  }
  pre {
    background: var(--code);
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
    background: var(--code);
    border-radius: 4px;
    padding: 0 6px;
  }
  .mention {
    border: 0;
    border-radius: 4px;
    padding: 0 3px;
    background: var(--mention);
    color: var(--accent-text);
    font-weight: 500;
  }
  button.mention:hover {
    background: var(--accent);
    color: #fff;
  }
  .container {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
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
    background: var(--mention);
  }
  .reaction.burst {
    box-shadow: 0 0 0 1px var(--warning);
  }
  .only-you {
    margin-top: 6px;
    font-size: 13px;
    color: var(--faint);
  }
  .add {
    color: var(--faint);
    padding: 2px 10px;
  }
  .reactions.none {
    display: none;
  }
  .thread {
    margin-top: 6px;
    padding: 6px 10px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--panel);
    text-align: start;
  }
  /* Stays in sight next to a message that is longer than the window. */
  .toolbar {
    position: sticky;
    top: 4px;
    grid-area: 1 / 2;
    justify-self: end;
    align-self: start;
    margin-top: -14px;
    display: flex;
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 8px;
    box-shadow: 0 2px 8px var(--shadow);
    opacity: 0;
  }
  .body {
    grid-area: 1 / 2;
    min-width: 0;
  }
  .message:hover .toolbar,
  .message:focus-within .toolbar {
    opacity: 1;
  }
  .toolbar button {
    border: 0;
    border-radius: 8px;
    background: none;
    padding: 4px 10px;
  }
  .toolbar button:hover {
    background: var(--hover);
  }
  @media (hover: none) {
    .toolbar {
      display: none;
    }
    .reactions.none {
      display: flex;
    }
  }
  @media (max-width: 640px) {
    .message {
      gap: 10px;
      padding: 6px 12px;
    }
    .section {
      flex-direction: column;
    }
  }
`;

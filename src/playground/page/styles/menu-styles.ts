import { css } from 'lit';

/** A message's menu. */
export const menuStyles = css`
  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    width: 232px;
    max-height: 90vh;
    overflow-y: auto;
    padding: 6px;
    color: var(--text);
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 8px;
    box-shadow: 0 8px 24px var(--shadow);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(6, 1fr);
  }
  button {
    border: 0;
    border-radius: 4px;
    background: none;
    padding: 7px 0;
  }
  button:hover,
  button:focus {
    background: var(--hover);
  }
  .entry {
    display: block;
    width: 100%;
    text-align: start;
    padding: 7px 8px;
  }
  .title {
    padding: 6px 8px 2px;
    font-size: 12px;
    font-weight: 600;
    color: var(--faint);
  }
  .danger {
    color: var(--danger);
  }
  hr {
    border: 0;
    border-top: 1px solid var(--line);
  }
`;

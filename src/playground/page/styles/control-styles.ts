import { css } from 'lit';

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
    color: var(--secondary-text);
    text-decoration: none;
    font-size: 14px;
    font-weight: 500;
  }
  .button.secondary {
    background: var(--secondary);
  }
  .button.primary,
  .button.success,
  .button.danger {
    color: #fff;
    background: var(--accent);
  }
  .button.success {
    background: var(--good);
  }
  .button.danger {
    background: var(--bad);
  }
  .emoji {
    width: 1.25em;
    height: 1.25em;
    vertical-align: -0.25em;
  }
  .button:hover:not(:disabled) {
    filter: brightness(1.08);
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
    color: var(--danger);
  }
`;

import { css } from 'lit';

/** A modal. */
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
    color: var(--danger);
    margin: 0;
  }
`;

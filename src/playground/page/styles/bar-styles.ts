import { css } from 'lit';

/** The field at the bottom, a command's form, lists to pick from. */
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
    box-shadow: 0 -4px 24px var(--shadow);
  }
  .listbox li {
    padding: 7px 10px;
    border-radius: 6px;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .listbox li[aria-selected='true'],
  .listbox li:hover {
    background: var(--mention);
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

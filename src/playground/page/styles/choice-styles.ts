import { css } from 'lit';

/** A select and its list. */
export const choiceStyles = css`
  :host {
    display: block;
    width: 100%;
    max-width: 420px;
  }
  .select {
    width: 100%;
    min-height: 38px;
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 8px;
    padding: 6px 12px;
    text-align: start;
    background: var(--back);
    border: 1px solid var(--line);
    border-radius: 6px;
  }
  .select > span:first-child {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .select:disabled {
    opacity: 0.6;
  }
  .arrow {
    flex: none;
    width: 8px;
    height: 8px;
    margin-top: -4px;
    border: solid var(--faint);
    border-width: 0 2px 2px 0;
    rotate: 45deg;
  }
  .popup {
    margin-top: 4px;
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 8px;
    padding: 6px;
  }
  .popup input {
    width: 100%;
    margin-bottom: 4px;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
    max-height: 40vh;
    overflow-y: auto;
  }
  li {
    display: flex;
    gap: 8px;
    padding: 6px 8px;
    border-radius: 4px;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  li:hover,
  li:focus {
    background: var(--hover);
  }
  small {
    display: block;
    color: var(--faint);
  }
  .faint {
    color: var(--faint);
  }
  .box {
    flex: none;
    width: 16px;
    height: 16px;
    margin-top: 3px;
    border: 2px solid var(--faint);
    border-radius: 4px;
  }
  [aria-selected='true'] .box {
    background: var(--accent);
    border-color: var(--accent);
  }
`;

import { css } from 'lit';

/** The frame: channels at the side, messages, the header. */
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
    border-inline-end: 1px solid var(--line);
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
  .channel.unread {
    color: var(--strong);
    font-weight: 600;
  }
  .dot {
    display: inline-block;
    width: 8px;
    height: 8px;
    margin-inline-start: 8px;
    border-radius: 50%;
    background: var(--accent);
  }
  .channel:hover {
    background: var(--hover);
    color: var(--text);
  }
  .channel[aria-current='page'] {
    background: var(--current);
    color: var(--strong);
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
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    padding: 8px 16px;
    border-bottom: 1px solid var(--line);
  }
  h1 {
    font-size: 16px;
    margin: 0;
    margin-inline-end: auto;
  }
  .sign {
    color: var(--faint);
  }
  .emoji {
    width: 1.2em;
    height: 1.2em;
    vertical-align: -0.25em;
  }
  .burger {
    display: none;
    border: 0;
    background: none;
    padding: 6px;
  }
  .bars {
    display: block;
    width: 18px;
    height: 12px;
    border-block: 2px solid;
    background: linear-gradient(currentcolor, currentcolor) center / 100% 2px no-repeat;
  }
  .state {
    font-size: 13px;
    color: var(--faint);
    white-space: nowrap;
  }
  .state::before {
    content: '';
    display: inline-block;
    width: 8px;
    height: 8px;
    margin-inline-end: 6px;
    border-radius: 50%;
    background: #3ba55d;
  }
  .state.away::before {
    background: var(--danger);
  }
  .violations {
    position: relative;
    font-size: 13px;
  }
  .violations summary {
    cursor: pointer;
    color: var(--warning);
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
  .notice {
    margin: 0 16px 8px;
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--panel);
    border: 1px solid var(--danger);
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
      inset: 71px 20% 0 0;
      z-index: 5;
      box-shadow: 8px 0 24px var(--shadow);
    }
    .sidebar.open {
      display: flex;
    }
    .state {
      font-size: 0;
    }
    time-controls {
      order: 1;
      width: 100%;
    }
    header {
      padding: 6px 12px;
    }
  }
`;

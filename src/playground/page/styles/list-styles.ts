import { css } from 'lit';

/** The messages of a channel: what is between them and around them. */
export const listStyles = css`
  :host {
    display: flex;
    flex: 1;
    min-height: 0;
  }
  .messages {
    flex: 1;
    min-width: 0;
    position: relative;
    overflow-y: auto;
    padding: 16px 0;
  }
  message-item {
    display: block;
  }
  .marked {
    background: var(--tint);
  }
  .older {
    display: flex;
    margin: 0 auto 12px;
  }
  .begin {
    margin: 0 16px 12px;
    color: var(--faint);
  }
  .day {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 12px 16px;
    font-size: 12px;
    font-weight: 600;
    color: var(--faint);
  }
  .day::before,
  .day::after {
    content: '';
    flex: 1;
    border-top: 1px solid var(--line);
  }
  hr {
    margin: 12px 16px;
    border: 0;
    border-top: 1px solid var(--line);
  }
  .welcome {
    padding: 1rem 1.25rem;
    max-width: 42rem;
  }
  .welcome h2 {
    margin: 12px 0 4px;
  }
  .welcome p {
    color: var(--faint);
  }
  .welcome ul {
    padding: 0;
    list-style: none;
  }
  .welcome li {
    padding: 3px 0;
  }
  kbd {
    border: 1px solid var(--line);
    border-radius: 4px;
    padding: 1px 6px;
  }
`;

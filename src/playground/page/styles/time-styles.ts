import { css } from 'lit';

/** The time and what moves it. */
export const timeStyles = css`
  .time {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    font-size: 13px;
  }
  time,
  .faint {
    color: var(--faint);
    margin-inline-end: 4px;
  }
  .button {
    min-height: 28px;
    padding: 2px 10px;
    font-size: 13px;
    white-space: nowrap;
  }
  @media (max-width: 640px) {
    .time {
      gap: 4px;
    }
    .button {
      padding: 2px 7px;
    }
    .wide {
      display: none;
    }
  }
`;

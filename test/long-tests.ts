/** Simulations, kills and reactions run at their full length with LONG_TESTS=true, as once a week in the workflow. */
export const longTests = process.env.LONG_TESTS === 'true';

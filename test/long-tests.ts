/** Simulations, kills and reactions run at their full length with LONG_TESTS=true, as in `.ci/run`. */
export const longTests = process.env.LONG_TESTS === 'true';

import fc from 'fast-check';

/** Every property test draws the same examples in every run, so that a failure can be repeated. */
fc.configureGlobal({ seed: 20_250_909 });

import { Worker } from 'node:worker_threads';

/**
 * Starts a module of ours in a thread of its own: as it was built, or from its source through tsx,
 * whose loader a thread must register itself.
 * @param module - its address without an extension.
 * @param workerData - what it finds under that name.
 */
export function startThread(module: URL, workerData?: unknown): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL(`${module.href}.js`), { workerData, execArgv: [] });
  }
  const tsx = import.meta.resolve('tsx/esm/api');
  const start = `import { register } from '${tsx}'; register(); await import('${module.href}.ts');`;
  const address = new URL(`data:text/javascript,${encodeURIComponent(start)}`);
  return new Worker(address, { workerData, execArgv: [] });
}

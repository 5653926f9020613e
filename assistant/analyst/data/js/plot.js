/** The chart library, loaded when the first chart is drawn; see vendor/README.md. */

let loading = null;

/** Return Observable Plot. */
export function plot() {
  loading ??= (async () => {
    await import('../vendor/d3.min.js');
    await import('../vendor/plot.umd.min.js');
    return globalThis.Plot;
  })();
  loading.catch(() => {
    loading = null;
  });
  return loading;
}

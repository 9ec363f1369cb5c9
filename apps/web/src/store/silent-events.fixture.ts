/** For tests: what stands for EventSource where no host tells anything. */
export class SilentEvents extends EventTarget {
  static readonly CLOSED = 2
  readyState = 0
  close(): void {}
}

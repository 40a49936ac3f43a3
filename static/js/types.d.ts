// What vendored scripts put on the page: the options and events that ours use.

interface Window {
  Sortable: {
    create(
      list: HTMLElement,
      options: {
        handle?: string;
        group?: string;
        filter?: string;
        preventOnFilter?: boolean;
        delay?: number;
        delayOnTouchOnly?: boolean;
        animation: number;
        forceFallback: boolean;
        onEnd: (event: { item: HTMLElement; to: HTMLElement }) => void;
      },
    ): void;
  };
}

interface DocumentEventMap {
  "htmx:beforeSwap": CustomEvent<{
    xhr: XMLHttpRequest;
    shouldSwap: boolean;
    isError: boolean;
    target: Element;
    requestConfig: { verb: string };
  }>;
}

package com.hubify.identity.server.outage;

import java.util.Optional;

/** The page shown during an outage. A constant, since rendering other pages may depend on Redis. */
final class OutagePage {

    private static final String BEFORE_REFERENCE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <meta name="robots" content="noindex">
              <title>Try again in a moment · Hubify</title>
              <link rel="icon" type="image/svg+xml" href="/assets/hubify.svg">
              <link rel="stylesheet" href="/assets/hubify.css">
            </head>
            <body>
              <header class="top">
                <a class="brand" href="/"><img src="/assets/hubify.svg" alt="" width="28" height="28"> <span>Hubify</span></a>
              </header>
              <main class="card">
                <h1>Try again in a moment</h1>
            """;

    private static final String OUTAGE = """
                <p>Hubify is unavailable right now. Nothing is lost; reload this page in a few seconds.</p>
            """;

    private static final String TOO_MANY = """
                <p>Too many requests came from you or your network. Reload this page in %s seconds.</p>
            """;

    private static final String REFERENCE = """
                <dl class="facts"><dt>Reference</dt><dd><code>%s</code></dd></dl>
                <p class="muted">If you need help, give us this reference: with it we can look up what happened.</p>
            """;

    private static final String AFTER_REFERENCE = """
              </main>
              <footer class="foot">Hubify never asks for your password on this site: signing in happens at Clerk.</footer>
            </body>
            </html>
            """;

    private OutagePage() {}

    /** For one who has to wait: a sender's own limit, or its network's. */
    static String forTooMany(String seconds) {
        return BEFORE_REFERENCE + TOO_MANY.formatted(seconds) + AFTER_REFERENCE;
    }

    /** @param reference of the log line; empty if the request has no line of its own */
    static String with(Optional<String> reference) {
        return BEFORE_REFERENCE + OUTAGE + reference.map(REFERENCE::formatted).orElse("") + AFTER_REFERENCE;
    }
}

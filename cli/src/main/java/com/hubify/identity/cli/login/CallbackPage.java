package com.hubify.identity.cli.login;

import java.nio.charset.StandardCharsets;

/** What the browser shows when it comes back. Fixed texts only: nothing from the request reaches a page. */
enum CallbackPage {
    DONE(200, "You are signed in", "You can close this window and go back to your terminal."),
    FAILED(400, "Signing in did not work", "Your terminal says why. You can close this window."),
    FOREIGN(400, "This is not the sign-in that hubify waits for", "Run hubify auth login again."),
    USED(410, "This sign-in is already finished", "You can close this window."),
    NOT_FOUND(404, "Page not found", "You can close this window.");

    private final int status;
    private final String title;
    private final String text;

    CallbackPage(int status, String title, String text) {
        this.status = status;
        this.title = title;
        this.text = text;
    }

    int status() {
        return status;
    }

    byte[] html() {
        String html = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s · Hubify</title>
                <style>
                :root { color-scheme: light dark; }
                body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto 0; padding: 0 1.5rem; }
                </style>
                </head>
                <body>
                <main>
                <h1>%1$s</h1>
                <p>%2$s</p>
                </main>
                </body>
                </html>
                """.formatted(title, text);
        return html.getBytes(StandardCharsets.UTF_8);
    }
}

package com.hubify.identity.cli;

import com.hubify.identity.cli.login.Browser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Follows the way to the server and back, as a browser would; a test may bend the way back. */
final class FakeBrowser implements Browser {

    /** The addresses on the way back, in order; more than one if an attacker gets in first. */
    UnaryOperator<List<String>> wayBack = UnaryOperator.identity();

    final List<URI> opened = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse<String>> lastPage = new CompletableFuture<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public boolean open(URI page) {
        opened.add(page);
        new Thread(() -> walk(page), "browser").start();
        return true;
    }

    HttpResponse<String> lastPage() throws Exception {
        return lastPage.get(10, TimeUnit.SECONDS);
    }

    private void walk(URI page) {
        try {
            HttpResponse<String> last = get(page);
            String callback = last.headers().firstValue("Location").orElseThrow();
            for (String address : wayBack.apply(List.of(callback))) {
                last = get(URI.create(address));
            }
            lastPage.complete(last);
        } catch (IOException | InterruptedException e) {
            lastPage.completeExceptionally(e);
        }
    }

    HttpResponse<String> get(URI page) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }
}

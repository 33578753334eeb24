package com.hubify.identity.server.flow;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A browser's cookies and redirects without its pages: quick enough to sign in a thousand times. */
final class Walker {

    private static final int MOST_REDIRECTS = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Who has a session at Clerk, by its cookie. */
    private static final Map<String, String> PEOPLE = new ConcurrentHashMap<>();

    private final String server;
    private final String clerk;
    private final Map<String, HttpCookie> cookies = new LinkedHashMap<>();

    Walker(String server, String clerk) {
        this.server = server;
        this.clerk = clerk;
    }

    /** A session at Clerk, as the value of its cookie. */
    static String signedInAtClerk(String clerk, String person) {
        HttpRequest.Builder request = form(clerk + "/sign-in", FormText.of("identifier", person, "password", "hubify"))
                .header("Origin", clerk);
        String session = send(request).headers().allValues("Set-Cookie").stream()
                .flatMap(line -> HttpCookie.parse(line).stream())
                .filter(cookie -> cookie.getName().equals("__client"))
                .findFirst()
                .orElseThrow()
                .getValue();
        PEOPLE.put(session, person);
        return session;
    }

    /** Follows redirects to where the browser leaves us or is shown a page. */
    URI get(String url) {
        return follow(url, HttpRequest.newBuilder(URI.create(url)).GET());
    }

    URI post(String url, FormText form) {
        return follow(url, form(url, form).header("Origin", server));
    }

    /**
     * Returns from Clerk as a person who has a session there, and has signed in there again if they were to, and goes on to where
     * that leads.
     */
    URI returnFrom(URI clerks, String session) {
        return clerks.toString().contains("prompt=login")
                ? returnUnaskedFrom(clerks, signedInAtClerk(clerk, Objects.requireNonNull(PEOPLE.get(session))))
                : returnUnaskedFrom(clerks, session);
    }

    /** Returns from Clerk by the session there, having taken out that the person is to be asked. */
    URI returnUnaskedFrom(URI clerks, String session) {
        String asked = clerks.toString().replaceFirst("[?&]prompt=login", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(asked))
                .header("Cookie", "__client=" + session)
                .GET();
        return get(send(request).headers().firstValue("Location").orElseThrow());
    }

    /** The same browser in another tab, with the cookies as they are now. */
    Walker copy() {
        Walker copy = new Walker(server, clerk);
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** Takes over the cookies of a tab of the same browser that was opened at the same moment. */
    void take(Walker tab) {
        tab.cookies.forEach(cookies::putIfAbsent);
    }

    Set<String> cookieNames() {
        return cookies.values().stream().map(HttpCookie::getName).collect(Collectors.toSet());
    }

    boolean isAtClerk(URI stop) {
        return stop.toString().startsWith(clerk);
    }

    private URI follow(String first, HttpRequest.Builder request) {
        String url = first;
        HttpResponse<String> answer = answered(url, request);
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            String location = answer.headers().firstValue("Location").orElse(null);
            if (location == null) {
                return URI.create(url);
            }
            url = URI.create(url).resolve(location).toString();
            if (!url.startsWith(server)) {
                return URI.create(url);
            }
            answer = answered(url, HttpRequest.newBuilder(URI.create(url)).GET());
        }
        throw new AssertionError("the server redirects in circles");
    }

    private HttpResponse<String> answered(String url, HttpRequest.Builder request) {
        String path = URI.create(url).getPath();
        String header = cookies.values().stream()
                .filter(cookie -> path.startsWith(cookie.getPath()))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        HttpResponse<String> answer = send(header.isEmpty() ? request : request.header("Cookie", header));
        if (answer.statusCode() >= 500) {
            throw new AssertionError(answer.statusCode() + " at " + url);
        }
        answer.headers().allValues("Set-Cookie").stream()
                .flatMap(line -> HttpCookie.parse(line).stream())
                .forEach(this::keep);
        return answer;
    }

    private void keep(HttpCookie cookie) {
        String key = cookie.getName() + " " + cookie.getPath();
        if (cookie.getMaxAge() == 0) {
            cookies.remove(key);
        } else {
            cookies.put(key, cookie);
        }
    }

    private static HttpRequest.Builder form(String url, FormText form) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

package com.hubify.identity.cli.server;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP with limits: one deadline from connecting to the last byte, one mebibyte of answer, no redirects (a credential must
 * not follow one to another host). A download may be longer in both, as long as something comes.
 */
public final class Http {

    private static final int MAX_BODY = 1 << 20;
    private static final int OK = 200;
    private static final String BROKEN = "the connection broke";

    private final Duration timeout;
    private final String userAgent;
    private @Nullable HttpClient client;

    public Http(Duration timeout, String userAgent) {
        this.timeout = timeout;
        this.userAgent = userAgent;
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @throws Failure {@link ExitCode#UNREACHABLE} if there is none in time
     */
    public Reply send(HTTPRequest request) {
        return send(request, request.getMethod().name());
    }

    /** As {@link #send(HTTPRequest)}, with another method. */
    Reply send(HTTPRequest request, String method) {
        return await(
                request.getURI(),
                client().sendAsync(translate(request, method), answer -> new BoundedBody(MAX_BODY)),
                new AtomicLong());
    }

    /**
     * Sends a request and writes the body of a good answer to a stream; of any other, the reply has the body.
     *
     * @throws Failure {@link ExitCode#UNREACHABLE} if nothing comes for as long as an answer may take, or the answer breaks off;
     *     {@link ExitCode#UNEXPECTED} if the stream takes nothing
     */
    Reply download(HTTPRequest request, OutputStream into) {
        AtomicLong progress = new AtomicLong();
        BodyHandler<byte[]> body =
                answer -> answer.statusCode() == OK ? new PouredBody(into, progress) : new BoundedBody(MAX_BODY);
        return await(
                request.getURI(),
                client().sendAsync(translate(request, request.getMethod().name()), body),
                progress);
    }

    /** @param progress what has come so far: the deadline is put off as long as it grows */
    private Reply await(URI address, CompletableFuture<HttpResponse<byte[]>> exchange, AtomicLong progress) {
        while (true) {
            long come = progress.get();
            try {
                return Reply.of(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (progress.get() == come) {
                    exchange.cancel(true);
                    throw unreachable(address, "it did not answer within " + timeout.toSeconds() + " s", e);
                }
            } catch (ExecutionException e) {
                throw explain(address, e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unreachable(address, "interrupted", e);
            }
        }
    }

    /** Built late: most of its cost is TLS, and many commands need no network. */
    private HttpClient client() {
        HttpClient existing = client;
        if (existing == null) {
            existing = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(timeout)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = existing;
        }
        return existing;
    }

    private HttpRequest translate(HTTPRequest request, String method) {
        String body = request.getBody();
        BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getURI())
                .timeout(timeout)
                .method(method, content)
                .setHeader("User-Agent", userAgent)
                .setHeader("Accept", "application/json");
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> builder.setHeader(name, value)));
        return builder.build();
    }

    private static Failure explain(URI address, Throwable cause) {
        if (cause instanceof BoundedBody.TooLarge) {
            return new Failure(
                    ExitCode.UNEXPECTED,
                    "The response of " + address.getRawAuthority() + " is too large to be an identity server's.",
                    "Check HUBIFY_ISSUER: is this really an identity server?",
                    cause);
        }
        if (cause instanceof PouredBody.NotWritten) {
            return new Failure(
                    ExitCode.UNEXPECTED,
                    "The result could not be written.",
                    "Check where it goes: the disk may be full, or the program that reads it may have stopped.",
                    cause);
        }
        return unreachable(address, reason(cause), cause);
    }

    /** Whether there was a connection, and it ended before the answer: the server may have done what was asked. */
    static boolean isBroken(Failure failure) {
        return failure.exitCode() == ExitCode.UNREACHABLE
                && failure.getCause() instanceof IOException cause
                && reason(cause).equals(BROKEN);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return "it did not answer in time";
        }
        if (cause instanceof SSLException) {
            return "its TLS certificate is not trusted, or the TLS handshake failed";
        }
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof UnresolvedAddressException
                    ? "its name can't be resolved, or there is no network"
                    : "the connection was refused";
        }
        return cause instanceof IOException ? BROKEN : cause.getClass().getSimpleName();
    }

    private static Failure unreachable(URI address, String reason, Throwable cause) {
        return new Failure(
                ExitCode.UNREACHABLE,
                "Can't reach " + address.getRawAuthority() + ": " + reason + ".",
                cause instanceof ConnectException && Issuer.isThisMachine(address)
                        ? "Start that server (./run in a checkout), or set HUBIFY_ISSUER if you mean another one."
                        : "Check the network, and HUBIFY_ISSUER if you mean another server; then try again.",
                cause);
    }
}

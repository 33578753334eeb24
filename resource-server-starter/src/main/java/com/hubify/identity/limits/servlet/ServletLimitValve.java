package com.hubify.identity.limits.servlet;

import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.limits.ErrorHeaders;
import com.hubify.identity.limits.ExceededLimit;
import com.hubify.identity.limits.LimitAnswers;
import com.hubify.identity.limits.RequestLimits;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Applies the request limits in a servlet service on Tomcat, before all filters.
 *
 * <p>Attacks: a body that exhausts memory in a filter that parses it before the request is authenticated; multipart
 * bodies that fill the disk; a body that never ends, at one byte every few seconds, also after the request has been
 * answered.
 */
final class ServletLimitValve extends ValveBase {

    /**
     * After the answer, how long to wait for the rest of the body while nothing arrives, so that the client gets to
     * read the answer.
     */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final long LINGER_BYTES = 1024 * 1024;

    private final RequestLimits limits;
    private final LimitAnswers answers;
    private final ServletCors cors;

    ServletLimitValve(RequestLimits limits, LimitAnswers answers, ServletCors cors) {
        super(true);
        this.limits = limits;
        this.answers = answers;
        this.cors = cors;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.isAsyncDispatching()) {
            getNext().invoke(request, response);
            return;
        }
        org.apache.coyote.Request received = request.getCoyoteRequest();
        RequestLimits.Limit limit = limits.of(path(request));
        ServletLimitedInput input =
                ServletLimitedInput.of(received, limit, limits.ticker(), it -> refuse(request, response, it));
        if (response.isErrorReportRequired()) {
            forgetLength(received);
            correct(request, response);
            getNext().invoke(request, response);
            return;
        }
        if (received.getContentLengthLong() > limit.bytes()) {
            refuse(request, response, ExceededLimit.SIZE);
            close(received, input, received.hasExpectation());
            return;
        }
        getNext().invoke(request, response);
        if (!request.isAsync() && !received.isFinished()) {
            end(received, response, input, limit);
        }
    }

    // Tomcat has refused the request already, for instance because Content-Length is invalid or repeated (RFC 9112
    // §6.3). Reading that header again, here or in the error dispatch, would fail again and turn the answer into 500.
    private static void forgetLength(org.apache.coyote.Request refused) {
        refused.getMimeHeaders().removeHeader(HttpHeaders.CONTENT_LENGTH);
        refused.setContentLength(0);
    }

    // Here as well as in error dispatches, since there may be no error page. Tomcat refuses TRACE itself and lists all
    // other methods in Allow, without knowing which of them the path supports.
    private static void correct(Request request, Response response) {
        ServletErrorHeaders.addTo(response);
        // Tomcat reports no method if it is not a token (RFC 9110 §9.1).
        if (HttpMethod.TRACE.name().equals(request.getMethod())) {
            response.setHeader(HttpHeaders.ALLOW, "");
        }
    }

    /** Empty if Tomcat has refused the request because of its path. */
    private static String path(Request request) {
        return Objects.requireNonNullElse(request.getDecodedRequestURI(), "");
    }

    private void refuse(Request request, Response response, ExceededLimit exceeded) {
        try {
            if (!response.isCommitted()) {
                LimitAnswers.Answer answer = answers.to(
                        exceeded,
                        path(request),
                        request.getHeader(HttpHeaders.ACCEPT),
                        response.getHeader(RequestIds.HEADER));
                Map<String, String> forPages = cors.headers(request, response);
                response.reset();
                forPages.forEach(response::setHeader);
                response.setStatus(exceeded.status());
                response.setHeader(HttpHeaders.CONNECTION, "close");
                ErrorHeaders.ALL.forEach(response::setHeader);
                answer.headers().forEach(response::setHeader);
                response.setContentLength(answer.body().length);
                response.getOutputStream().write(answer.body());
                response.finishResponse();
            }
            // Discards what the service writes after the failed read, so that it cannot replace the refusal.
            response.setSuspended(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // After the answer, Tomcat would read the rest of the body for as long as the client keeps sending.
    private static void end(
            org.apache.coyote.Request received, Response response, ServletLimitedInput input, RequestLimits.Limit limit)
            throws IOException {
        if (response.isSuspended()) {
            close(received, input, false);
            return;
        }
        response.finishResponse();
        try {
            input.discard(limit.bytes(), LINGER);
        } catch (IOException e) {
            close(received);
        }
        if (!received.isFinished()) {
            close(received);
        }
    }

    private static void close(org.apache.coyote.Request received, ServletLimitedInput input, boolean isWaiting) {
        try {
            if (!isWaiting) {
                input.discard(LINGER_BYTES, LINGER);
            }
        } catch (IOException e) {
            // The client has disconnected or sends nothing. The connection is closed in either case.
        }
        close(received);
    }

    private static void close(org.apache.coyote.Request received) {
        received.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
}

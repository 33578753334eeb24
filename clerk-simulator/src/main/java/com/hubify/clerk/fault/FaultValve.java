package com.hubify.clerk.fault;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Makes the faults happen, before anything else sees the request. A valve and not a filter: only the container can close a
 * connection without an answer.
 */
final class FaultValve extends ValveBase {

    /** What stands for Clerk: metadata, OAuth, its two APIs and the pages of its account portal. */
    private static final List<String> CLERKS =
            List.of("/.well-known/", "/oauth", "/v1/", "/api_keys", "/sign-in", "/sign-out", "/accounts");

    private final FaultSwitches switches;

    FaultValve(FaultSwitches switches) {
        super(true);
        this.switches = switches;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Faults faults = switches.now();
        String path = String.valueOf(request.getRequestURI());
        if (CLERKS.stream().noneMatch(path::startsWith)) {
            getNext().invoke(request, response);
            return;
        }
        delay(faults.delayMs());
        if (faults.down()) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        } else if (faults.status() != 0) {
            answer(faults.status(), response);
        } else {
            getNext().invoke(request, response);
        }
    }

    private static void delay(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(int status, Response response) throws IOException {
        boolean refusal = status >= 400;
        response.setStatus(status);
        response.setContentType(refusal ? "application/json" : "text/html");
        if (status == 429) {
            response.setHeader("Retry-After", "1");
        }
        String body = refusal
                ? "{\"errors\":[{\"message\":\"fault\",\"long_message\":\"This fault was asked for.\",\"code\":\""
                        + (status == 503 ? "maintenance_mode" : "internal_clerk_error")
                        + "\",\"meta\":{}}],\"clerk_trace_id\":\"00000000000000000000000000000000\"}"
                : "<!DOCTYPE html><title>This is no answer of Clerk</title>";
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}

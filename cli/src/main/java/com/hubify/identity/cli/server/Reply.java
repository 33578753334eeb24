package com.hubify.identity.cli.server;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A server's answer, read to its end. {@link #toString} leaves the body out, since it may hold tokens. */
public record Reply(URI from, int status, HttpHeaders headers, String body) {

    static Reply of(HttpResponse<byte[]> response) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return new Reply(response.uri(), response.statusCode(), response.headers(), body);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /**
     * The body as a JSON object.
     *
     * @throws Failure if it is not one
     */
    public ObjectNode json() {
        return Json.object(body).orElseThrow(this::makesNoSense);
    }

    /** The failure of an answer that came with success but doesn't say what it should. */
    public Failure makesNoSense() {
        return new Failure(
                ExitCode.UNEXPECTED,
                "The response of " + from.getRawAuthority() + from.getRawPath() + " is not an identity server's.",
                "Check HUBIFY_ISSUER. If it is correct, this command may be out of date.");
    }

    /** The same answer for Nimbus' parsers. */
    public HTTPResponse forParsing() {
        HTTPResponse response = new HTTPResponse(status);
        headers.map().forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
        response.setBody(body);
        return response;
    }

    @Override
    public String toString() {
        return "Reply[" + from + ", " + status + "]";
    }
}

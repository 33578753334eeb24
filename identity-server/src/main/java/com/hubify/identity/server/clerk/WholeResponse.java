package com.hubify.identity.server.clerk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** A response whose body has arrived. Attack: a host in Clerk's place answers without end. */
final class WholeResponse implements ClientHttpResponse {

    private final HttpStatusCode status;
    private final HttpHeaders headers;
    private final byte[] body;

    private WholeResponse(HttpStatusCode status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** Reads the body and closes the response. */
    static WholeResponse of(ClientHttpResponse response, int mostBytes) throws IOException {
        try (response) {
            byte[] body = response.getBody().readNBytes(mostBytes + 1);
            if (body.length > mostBytes) {
                throw new IOException("the body is longer than " + mostBytes + " bytes");
            }
            return new WholeResponse(response.getStatusCode(), response.getHeaders(), body);
        }
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return status;
    }

    @Override
    public String getStatusText() {
        return "";
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public InputStream getBody() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public void close() {
        // read to its end
    }
}

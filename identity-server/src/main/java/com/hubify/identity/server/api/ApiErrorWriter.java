package com.hubify.identity.server.api;

import com.hubify.identity.envelope.ErrorBody;
import com.hubify.identity.envelope.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Writes refusals of the JSON API. */
@Component
public class ApiErrorWriter {

    private final RequestIds ids;

    ApiErrorWriter(RequestIds ids) {
        this.ids = ids;
    }

    /** Keeps the headers already set; writes nothing once the response is committed. */
    public void write(HttpServletRequest request, HttpServletResponse response, ApiError error) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        RefusedCall.note(request, error);
        String id = ids.keep(response.getHeader(RequestIds.HEADER));
        String accept = String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        ErrorBody body = ErrorBody.of(error.status(), error.code(), error.message(), id, accept);
        response.resetBuffer();
        response.setStatus(error.status());
        error.headers().forEach(response::setHeader);
        response.setHeader(RequestIds.HEADER, id);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(body.type());
        response.setContentLength(body.bytes().length);
        response.getOutputStream().write(body.bytes());
    }
}

package com.hubify.identity.server.outage;

import com.hubify.identity.envelope.ErrorBody;
import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.limits.ExceededLimit;
import com.hubify.identity.limits.LimitAnswers;
import com.hubify.identity.server.api.ApiPath;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Responses to requests that exceed a limit: in the API's envelope under {@code /v1}, else as JSON of RFC 6749, section 5.2.
 */
@Component
class OverlongRequests implements LimitAnswers {

    private static final String OAUTH = """
            {"error":"invalid_request","error_description":"%s"}""";

    private final RequestIds ids;

    OverlongRequests(RequestIds ids) {
        this.ids = ids;
    }

    @Override
    public Answer to(ExceededLimit limit, String path, @Nullable String accept, @Nullable String requestId) {
        if (ApiPath.matches(path)) {
            String id = ids.keep(requestId);
            ErrorBody body = ErrorBody.of(limit.status(), limit.code(), limit.message(), id, accept);
            return new Answer(Map.of(HttpHeaders.CONTENT_TYPE, body.type(), RequestIds.HEADER, id), body.bytes());
        }
        return new Answer(
                Map.of(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE),
                OAUTH.formatted(limit.message()).getBytes(StandardCharsets.UTF_8));
    }
}

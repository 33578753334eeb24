package com.hubify.identity.server.outage;

import com.hubify.identity.limits.ExceededLimit;
import com.hubify.identity.limits.LimitAnswers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Answers requests past a limit: in the envelope where the API would have answered, else as RFC 6749 §5.2 has errors. */
@Component
class OverlongRequests implements LimitAnswers {

    private static final String OAUTH = """
            {"error":"invalid_request","error_description":"%s"}""";
    private static final String ENVELOPE = """
            {"error":{"code":"%s","message":"%s","status":%d}}""";

    @Override
    public Answer to(ExceededLimit limit, String path, @Nullable String accept) {
        String json = path.startsWith("/v1/")
                ? ENVELOPE.formatted(limit.code(), limit.message(), limit.status())
                : OAUTH.formatted(limit.message());
        return new Answer(
                Map.of(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE, "X-Content-Type-Options", "nosniff"),
                json.getBytes(StandardCharsets.UTF_8));
    }
}

package com.hubify.identity.server.flow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A flow with services that follow the feed, and an operator who revokes. */
abstract class AbstractFeedFlow extends AbstractFlow {

    private final List<FeedReader> readers = new ArrayList<>();

    @Autowired
    StringRedisTemplate redis;

    AbstractFeedFlow() {}

    AbstractFeedFlow(int port) {
        super(port);
    }

    @BeforeEach
    void empty() {
        FlowRedis.empty(redis);
    }

    @AfterEach
    void disconnect() {
        readers.forEach(FeedReader::close);
        readers.clear();
    }

    String serviceToken() {
        return clientToken("demo-resource", "demo-resource-secret", "revocations:read");
    }

    String operatorToken() {
        return clientToken("demo-operator", "demo-operator-secret", "revocations:write");
    }

    FeedReader connect() {
        return connect(serviceToken(), null);
    }

    FeedReader connect(String token, @Nullable String lastEventId) {
        FeedReader reader = FeedReader.connect(server, token, lastEventId);
        readers.add(reader);
        return reader;
    }

    /** A connected reader that has been told all there is. */
    FeedReader readyReader() {
        FeedReader reader = connect();
        reader.await("ready");
        return reader;
    }

    Answer revoke(String kind, String id) {
        return program.post("/v1/revocations", "{\"kind\":\"" + kind + "\",\"id\":\"" + id + "\"}", operatorToken());
    }

    private String clientToken(String client, String secret, String scope) {
        return program.post(
                        "/oauth2/token",
                        FormText.of("grant_type", "client_credentials", "scope", scope),
                        client,
                        secret)
                .text("access_token");
    }
}

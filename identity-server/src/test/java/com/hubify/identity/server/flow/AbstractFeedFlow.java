package com.hubify.identity.server.flow;

import com.hubify.identity.server.IdentityServerApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A flow with services that follow the feed, and an operator who revokes. */
abstract class AbstractFeedFlow extends AbstractFlow {

    private final List<FeedReader> readers = new ArrayList<>();
    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();

    @Autowired
    private Environment here;

    @Autowired
    StringRedisTemplate redis;

    AbstractFeedFlow() {}

    AbstractFeedFlow(int port) {
        super(port);
    }

    @BeforeEach
    void empty() {
        FlowRedis.empty(context);
    }

    @AfterEach
    void disconnect() {
        readers.forEach(FeedReader::close);
        readers.clear();
        nodes.forEach(ConfigurableApplicationContext::close);
        nodes.clear();
    }

    String serviceToken() {
        return clientToken("demo-resource", "demo-resource-secret", "revocations:read");
    }

    String operatorToken() {
        return clientToken("demo-operator", "demo-operator-secret", "revocations:write signing-keys:write");
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
        return clientToken(program, client, secret, scope);
    }

    static String clientToken(Program node, String client, String secret, String scope) {
        return node.post(
                        "/oauth2/token",
                        FormText.of("grant_type", "client_credentials", "scope", scope),
                        client,
                        secret)
                .text("access_token");
    }

    List<ConfigurableApplicationContext> nodes() {
        return nodes;
    }

    /** Starts one more node on the same stores. It is stopped after the test. */
    String startNode(String... properties) {
        return start(new SpringApplicationBuilder(IdentityServerApplication.class).properties(properties));
    }

    /** The same on a machine whose clock is so much ahead. */
    String startNodeWithWrongClock(Duration ahead) {
        return start(new SpringApplicationBuilder(IdentityServerApplication.class)
                .initializers(node -> node.getBeanFactory().addBeanPostProcessor(new WrongMachineClock(ahead))));
    }

    private String start(SpringApplicationBuilder node) {
        ConfigurableApplicationContext context = node.profiles("local")
                .run(
                        "--server.port=0",
                        same("spring.data.redis.host"),
                        same("spring.data.redis.port"),
                        same("spring.data.redis.database"),
                        same("hubify.identity.issuer"),
                        same("hubify.identity.login.issuer"),
                        same("hubify.identity.clerk.webhooks.secrets"),
                        same("hubify.identity.signing.local.file"));
        nodes.add(context);
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    private record WrongMachineClock(Duration ahead) implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return name.equals("machineClock") ? Clock.offset((Clock) bean, ahead) : bean;
        }
    }

    private String same(String property) {
        return "--" + property + "=" + here.getRequiredProperty(property);
    }
}

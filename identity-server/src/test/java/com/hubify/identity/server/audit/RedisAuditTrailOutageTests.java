package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.hubify.identity.server.audit.chain.ChainWriters;
import com.hubify.identity.server.audit.trail.AuditEntry;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What is left of an entry while Redis is away. */
class RedisAuditTrailOutageTests {

    // Nothing listens there: the port is reserved.
    private final LettuceConnectionFactory nowhere = new LettuceConnectionFactory("127.0.0.1", 1);

    private final Logger logger = (Logger) LoggerFactory.getLogger("hubify.audit");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final @Nullable Level level = logger.getLevel();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(level);
        nowhere.destroy();
    }

    /** A person quotes the reference of a page that they saw in an outage. */
    @Test
    void refusalStandsInTheLog() {
        append("request.refused", Map.of("reference", "7K3M9Q2X", "status", "503"));
        append("client.refused", Map.of("client", "demo-web"));

        assertThat(lines())
                .anyMatch(line -> line.contains("7K3M9Q2X"))
                .anyMatch(line -> line.contains("client=demo-web"));
    }

    /** Attack on the log: a stranger opens pages until it holds nothing else. */
    @Test
    void pagesTakeNoMoreLinesThanOtherwise() {
        RedisAuditTrail trail = trail();
        for (int i = 0; i < 130; i++) {
            append(trail, "request.refused", Map.of("reference", "7K3M9Q2X"));
        }

        assertThat(lines().filter(line -> line.contains("7K3M9Q2X"))).hasSize(100);
    }

    /** What can't be written down doesn't happen, and a line that says it did would be wrong. */
    @Test
    void nothingElseDoes() {
        append("api_key.created", Map.of("key", "made"));

        assertThat(lines()).isEmpty();
    }

    private void append(String kind, Map<String, String> details) {
        append(trail(), kind, details);
    }

    private static void append(RedisAuditTrail trail, String kind, Map<String, String> details) {
        AuditEntry entry = new AuditEntry(Instant.parse("2026-04-14T10:00:00Z"), kind, details);
        assertThatThrownBy(() -> trail.append(entry)).isInstanceOf(RedisConnectionFailureException.class);
    }

    private Stream<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage);
    }

    private RedisAuditTrail trail() {
        nowhere.afterPropertiesSet();
        nowhere.start();
        StringRedisTemplate redis = new StringRedisTemplate(nowhere);
        return new RedisAuditTrail(ChainWriters.of(redis, 200), redis, TestAuditProperties.of(200, 20));
    }
}

package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What is left of an entry while Redis is away. */
@ExtendWith(OutputCaptureExtension.class)
class RedisAuditTrailOutageTests {

    // Nothing listens there: the port is reserved.
    private final LettuceConnectionFactory nowhere = new LettuceConnectionFactory("127.0.0.1", 1);

    @AfterEach
    void close() {
        nowhere.destroy();
    }

    /** A person quotes the reference of a page that they saw in an outage. */
    @Test
    void refusalStandsInTheLog(CapturedOutput log) {
        append("request.refused", Map.of("reference", "7K3M9Q2X", "status", "503"));
        append("client.refused", Map.of("client", "demo-web"));

        assertThat(log).contains("7K3M9Q2X").contains("client=demo-web");
    }

    /** Attack on the log: a stranger opens pages until it holds nothing else. */
    @Test
    void pagesTakeNoMoreLinesThanOtherwise(CapturedOutput log) {
        RedisAuditTrail trail = trail();
        for (int i = 0; i < 130; i++) {
            append(trail, "request.refused", Map.of("reference", "7K3M9Q2X"));
        }

        assertThat(log.getOut().lines().filter(line -> line.contains("7K3M9Q2X")))
                .hasSize(100);
    }

    /** What can't be written down doesn't happen, and a line that says it did would be wrong. */
    @Test
    void nothingElseDoes(CapturedOutput log) {
        append("api_key.created", Map.of("key", "made"));

        assertThat(log).doesNotContain("api_key.created");
    }

    private void append(String kind, Map<String, String> details) {
        append(trail(), kind, details);
    }

    private static void append(RedisAuditTrail trail, String kind, Map<String, String> details) {
        AuditEntry entry = new AuditEntry(Instant.parse("2026-04-14T10:00:00Z"), kind, details);
        assertThatThrownBy(() -> trail.append(entry)).isInstanceOf(RedisConnectionFailureException.class);
    }

    private RedisAuditTrail trail() {
        nowhere.afterPropertiesSet();
        nowhere.start();
        return new RedisAuditTrail(new StringRedisTemplate(nowhere), new AuditProperties(200, 20));
    }
}

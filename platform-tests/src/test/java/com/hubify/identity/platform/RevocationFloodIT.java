package com.hubify.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services on the starter while somebody revokes more than an identity server holds. */
class RevocationFloodIT {

    private static final int MAX_HISTORY = 300;
    private static final int PAIRS = 420;
    private static final Duration SOON = Duration.ofSeconds(2);

    /**
     * Attack: one ordinary client mints a token and revokes it, in a loop. That once ended the feed for all services, and what
     * somebody else revoked meanwhile was accepted for minutes.
     */
    @ParameterizedTest
    @EnumSource
    void oneClientsLoopHarmsNobody(Stack stack, @TempDir Path home) {
        try (var platform = Platform.startWithoutDemo(
                        Map.of("hubify.identity.revocation.feed.max-history", Integer.toString(MAX_HISTORY)));
                var service = ProtectedService.start(stack, platform, Map.of())) {
            var issued = new Issued(platform);
            var person = issued.personToken(issued.person(home, "solo@example.com"));
            var stolen = issued.key(person, "labs:read");
            var untouched = issued.key(person, "labs:read");
            await().atMost(Duration.ofSeconds(15)).until(() -> service.labs(stolen) == 200);
            assertThat(service.labs(untouched)).isEqualTo(200);

            var revoked = mintUseAndRevoke(issued, service);
            issued.revokeKey(stolen);

            await().atMost(SOON).until(() -> service.labs(stolen) == 401);
            assertThat(revoked)
                    .hasSize(PAIRS)
                    .allSatisfy(token -> assertThat(service.labs(token)).isEqualTo(401));
            assertThat(service.labs(untouched)).isEqualTo(200);
            assertThat(service.labs(person)).isEqualTo(200);
            await().atMost(Duration.ofSeconds(10)).until(() -> service.labs(issued.machineToken("labs:read")) == 200);
            // Last: reactive services in one JVM share what they listen with, and the first one closed ends it.
            try (var late = ProtectedService.start(stack, platform, Map.of())) {
                assertThat(revoked)
                        .allSatisfy(token -> assertThat(late.labs(token)).isEqualTo(401));
                assertThat(late.labs(stolen)).isEqualTo(401);
                assertThat(late.labs(untouched)).isEqualTo(200);
            }
        }
    }

    private static List<String> mintUseAndRevoke(Issued issued, ProtectedService service) {
        List<String> revoked = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            var token = issued.machineToken("labs:read");
            service.labs(token);
            issued.revokeToken(token);
            revoked.add(token);
        }
        return revoked;
    }
}

package com.hubify.identity.parts.openbao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.parts.program.PartUnavailable;
import java.net.http.HttpClient;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** What speaks TLS answers those who know its authority, and nobody else. */
class OpenBaoTlsIT {

    @Test
    void answersWhoeverKnowsItsAuthority() {
        try (var openBao = OpenBao.ownWithTls(Authority.create())) {
            openBao.freshTransit();

            assertThat(openBao.url()).hasScheme("https");
            assertThat(openBao.read("sys/mounts").at("/data/transit~1").isMissingNode())
                    .isFalse();
            var stranger = new OpenBaoClient(HttpClient.newHttpClient(), openBao::url);
            assertThatExceptionOfType(PartUnavailable.class)
                    .isThrownBy(() -> stranger.send("GET", "sys/health", "", Map.of()))
                    .withCauseInstanceOf(SSLException.class);
        }
    }
}

package com.hubify.identity.server.audit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import com.hubify.identity.server.apikey.TestTokens;
import com.hubify.identity.server.apikey.endpoint.ApiKeyControllerConfiguration;
import com.hubify.identity.server.audit.trail.AuditFilter;
import com.hubify.identity.server.audit.trail.AuditPage;
import com.hubify.identity.server.audit.trail.AuditRecord;
import com.hubify.identity.server.audit.trail.AuditRecords;
import com.hubify.identity.server.audit.trail.AuditStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code /v1/audit} and its export, for operators. */
@SpringJUnitWebConfig(AuditEndpointTests.Server.class)
class AuditEndpointTests {

    private static final Instant AT = Instant.parse("2030-01-31T18:00:00Z");

    @Import({ApiKeyControllerConfiguration.class, AuditController.class, AuditExports.class})
    static class Server {

        @Bean
        FakeRecords records() {
            return new FakeRecords();
        }
    }

    /** Remembers what it was asked, and breaks where a test wants it to. */
    private static final class FakeRecords implements AuditRecords {

        @Nullable
        AuditFilter asked;

        boolean breaksBefore;
        boolean breaksWithin;

        @Override
        public AuditPage latest(AuditFilter filter, int limit, @Nullable String cursor) {
            if ("bad".equals(cursor)) {
                throw new IllegalArgumentException(cursor);
            }
            asked = filter;
            return new AuditPage(
                    List.of(new AuditRecord(
                            "1-0",
                            AuditStream.OPERATORS,
                            "chainchainchain1",
                            7,
                            AT,
                            "operator.client",
                            Map.of(),
                            "{}")),
                    "1-0.operators");
        }

        @Override
        public void export(AuditStream stream, @Nullable Instant from, @Nullable Instant to, Lines lines)
                throws IOException {
            lines.take("{\"stream\":\"" + stream.word() + "\"}");
            if (breaksWithin) {
                for (int i = 0; i < 10_000; i++) {
                    lines.take("{\"stream\":\"" + stream.word() + "\"}");
                }
                throw new QueryTimeoutException("away");
            }
        }

        @Override
        public void exportCheckpoints(@Nullable Instant from, @Nullable Instant to, Lines lines) throws IOException {
            if (breaksBefore) {
                throw new QueryTimeoutException("away");
            }
            lines.take("{\"checkpoint\":\"" + from + "\"}");
        }
    }

    private final MockMvcTester mvc;
    private final TestTokens tokens;
    private final FakeRecords records;
    private final AuditExports exports;

    @Autowired
    AuditEndpointTests(
            WebApplicationContext context,
            Collection<OncePerRequestFilter> filters,
            TestTokens tokens,
            FakeRecords records,
            AuditExports exports) {
        this.mvc = MockMvcTester.from(
                context,
                builder -> builder.addFilters(filters.toArray(OncePerRequestFilter[]::new))
                        .apply(springSecurity())
                        .build());
        this.tokens = tokens;
        this.records = records;
        this.exports = exports;
    }

    @BeforeEach
    void startAnew() {
        records.asked = null;
        records.breaksBefore = false;
        records.breaksWithin = false;
    }

    private MvcTestResult get(String path) {
        return get(path, tokens.machine("operator", "audit:read"));
    }

    private MvcTestResult get(String path, String token) {
        return mvc.get().uri(path).header("Authorization", token).exchange();
    }

    private static String body(MvcTestResult result) throws UnsupportedEncodingException {
        return result.getResponse().getContentAsString();
    }

    @Test
    void searchesByAllThatIsAsked() throws UnsupportedEncodingException {
        MvcTestResult found = get("/v1/audit?stream=operators,security&kind=operator.&account=a&client=c"
                + "&network=203.0.113.0/24&from=2030-01-01T00:00:00Z&to=2030-02-01T00:00:00Z&limit=5");

        assertThat(found).hasStatus(200);
        assertThat(body(found))
                .contains("\"id\":\"1-0\"", "\"stream\":\"operators\"", "\"seq\":7", "\"kind\":\"operator.client\"")
                .contains("\"next_cursor\":\"1-0.operators\"");
        assertThat(records.asked).isNotNull().satisfies(filter -> {
            assertThat(filter.streams()).containsExactlyInAnyOrder(AuditStream.OPERATORS, AuditStream.SECURITY);
            assertThat(filter.kind()).isEqualTo("operator.");
            assertThat(filter.to()).isEqualTo(Instant.parse("2030-02-01T00:00:00Z"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/audit?stream=operator",
                "/v1/audit?network=here",
                "/v1/audit?from=yesterday",
                "/v1/audit?kinds=x",
                "/v1/audit?limit=1000",
                "/v1/audit?cursor=bad",
                "/v1/audit?account=",
                "/v1/audit/export?kind=x",
                "/v1/audit/export?to=2030"
            })
    void refusesWhatItDoesNotUnderstand(String path) throws UnsupportedEncodingException {
        assertThat(body(get(path))).contains("\"code\":\"invalid_request\"");
    }

    // Attack: a client that may ask people for audit:read is given it by anybody who signs in there.
    @ParameterizedTest
    @ValueSource(strings = {"/v1/audit", "/v1/audit/export"})
    void answersOperatorsOnly(String path) {
        assertThat(get(path, tokens.person("user_1", "audit:read"))).hasStatus(403);
        assertThat(get(path, tokens.machine("labs", "labs:read"))).hasStatus(403);
        assertThat(mvc.get().uri(path)).hasStatus(401);
    }

    @Test
    void exportsCheckpointsThenRecordsThenSaysThatThisIsAll() throws UnsupportedEncodingException {
        MvcTestResult export = get("/v1/audit/export?from=2030-01-01T00:00:00Z&stream=operators");

        assertThat(export).hasStatus(200).hasContentType("application/x-ndjson");
        assertThat(body(export)).isEqualTo("{\"checkpoint\":\"null\"}\n{\"stream\":\"operators\"}\n{\"end\":true}\n");
        assertThat(body(get("/v1/audit/export")).lines()).hasSize(2 + AuditStream.values().length);
    }

    @Test
    void saysThatItIsUnavailableWhereNothingWasSentYet() throws UnsupportedEncodingException {
        records.breaksBefore = true;

        MvcTestResult export = get("/v1/audit/export");

        assertThat(export).hasStatus(503);
        assertThat(body(export)).contains("service_unavailable").doesNotContain("checkpoint");
    }

    /** What breaks off must not look whole: an I/O error closes the connection. */
    @Test
    void breaksOffWhereRedisDoes() {
        records.breaksWithin = true;
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setCommitted(true);

        assertThatThrownBy(() -> exports.write(Set.of(), null, null, response)).isInstanceOf(IOException.class);
    }
}

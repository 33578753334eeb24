package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hubify auth why}. */
class WhyCommandTests extends CommandTest {

    private static final String PATH = "/v1/refusals/";

    @Test
    void saysWhichCheckFailedAndWhatMendsIt() {
        signIn();
        server.on(PATH + "req_1", request -> Answer.json(200, """
                {"data":{"reference":"req_1","at":"2026-04-14T10:00:00Z","status":403,"reason":"insufficient_scope",
                "failed":"a scope that the request needs is missing","remedy":"Sign in with the scope.",
                "scopes_needed":"labs:write","another":"member"},"meta":{}}
                """));

        Outcome why = run("auth", "why", "req_1");

        assertThat(why.exitCode()).as(why.err()).isZero();
        assertThat(why.json().path("remedy").asString()).isEqualTo("Sign in with the scope.");
        assertThat(why.json().path("scopes_needed").asString()).isEqualTo("labs:write");
        assertThat(why.json().has("another")).isFalse();
    }

    @Test
    void saysWhoMayAskWhereNothingIsTold() {
        signIn();
        server.on(
                PATH + "7K3M9Q2X",
                request -> Answer.json(
                        404, "{\"error\":{\"code\":\"not_found\",\"message\":\"Nothing.\",\"status\":404}}"));

        Outcome why = run("auth", "why", "7K3M9Q2X");

        assertThat(why.exitCode()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(why.err()).contains("not about a credential of yours").contains("ask an operator");
    }

    // Attack: a reference that someone is told to ask about leads the credential to another path.
    @ParameterizedTest
    @ValueSource(strings = {"../api-keys", "a/b", "a?b", ""})
    void asksAboutNothingThatIsNoReference(String reference) {
        signIn();
        int before = server.seen().size();

        assertThat(run("auth", "why", reference).exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(server.seen()).hasSize(before);
    }
}
